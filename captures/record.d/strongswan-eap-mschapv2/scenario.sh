# A remote-access client: EAP-MSCHAPv2, server certificate, virtual IP address.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash

title='EAP-MSCHAPv2 against an RSA server certificate, AES-CBC-256 / HMAC-SHA2-256-128 / PRF-HMAC-SHA2-256 / ECP-256.'
description='A remote-access client. The server authenticates with an RSA-2048 certificate and a signature in the form of
RFC 7427; the client by EAP-MSCHAPv2, after which both AUTH payloads are made with the MSK. CFG_REQUEST and
CFG_REPLY give it an address of 10.3.0.0/24 and a DNS server. keys.txt has the MSK as EAP_MSK.'

# A CA and a certificate of the server, made anew for each recording.
add_peer_files() {
  local role=$1 directory=$2
  local -x STRONGSWAN_CONF=$directory/../strongswan.conf
  if [ "$role" = responder ]; then
    mkdir -p "$work/pki" "$directory"/{rsa,x509}
    pki --gen --type rsa --size 2048 >"$work/pki/ca.key"
    pki --self --ca --type rsa --in "$work/pki/ca.key" --dn 'O=Example, CN=Example CA' --lifetime 3650 >"$work/pki/ca.crt"
    pki --gen --type rsa --size 2048 >"$directory/rsa/server.key"
    pki --issue --in "$directory/rsa/server.key" --type priv --cacert "$work/pki/ca.crt" --cakey "$work/pki/ca.key" \
      --dn 'O=Example, CN=vpn.example.org' --san vpn.example.org --flag serverAuth --lifetime 3650 \
      >"$directory/x509/server.crt"
  else
    mkdir -p "$directory/x509ca"
    cp "$work/pki/ca.crt" "$directory/x509ca/"
  fi
}

scenario() {
  swanctl initiator --initiate --child net
  ping_through_tunnel 10.3.0.1
  swanctl initiator --terminate --ike site
}
