# A CA and certificates of both peers, made anew for each recording.
# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash

declare -A certified_name=([initiator]=client.example.org [responder]=vpn.example.org)

# add_certificate_to_nss ROLE DIRECTORY PKI_OPTION...: for add_peer_files, of a libreswan peer; nickname: the role.
add_certificate_to_nss() {
  local role=$1 directory=$2 inside
  inside=$(peer_inside "$role")
  shift 2
  add_certificate "$role" "$directory/pki" private "$@"
  openssl pkey -inform DER -in "$directory/pki/private/$role.key" -out "$directory/pki/key.pem"
  openssl x509 -inform DER -in "$directory/pki/x509/$role.crt" -out "$directory/pki/certificate.pem"
  openssl x509 -inform DER -in "$work/pki/ca.crt" -out "$directory/pki/ca.pem"
  openssl pkcs12 -export -inkey "$directory/pki/key.pem" -in "$directory/pki/certificate.pem" -name "$role" \
    -passout pass:import -out "$directory/pki/peer.p12"
  in_peer "$role" pk12util -d "sql:$inside/nss" -i "$inside/pki/peer.p12" -W import >>"$work/libreswan.out" 2>&1
  in_peer "$role" certutil -A -d "sql:$inside/nss" -n ca -t CT,, -i "$inside/pki/ca.pem" >>"$work/libreswan.out" 2>&1
}

# add_certificate ROLE DIRECTORY ALGORITHM PKI_OPTION...: for add_peer_files, of a strongSwan peer.
# ALGORITHM is a subdirectory of swanctl: rsa, ecdsa or pkcs8.
add_certificate() {
  local role=$1 directory=$2 algorithm=$3
  shift 3
  local -x STRONGSWAN_CONF=$work/pki/strongswan.conf
  mkdir -p "$work/pki" "$directory/$algorithm" "$directory"/{x509,x509ca}
  if [ ! -e "$work/pki/ca.crt" ]; then
    cp "$common/strongswan.conf" "$work/pki/"
    touch "$work/pki/charon.conf"
    pki --gen "$@" >"$work/pki/ca.key"
    pki --self --ca --in "$work/pki/ca.key" --dn 'O=Example, CN=Example CA' --lifetime 3650 >"$work/pki/ca.crt"
  fi
  pki --gen "$@" >"$directory/$algorithm/$role.key"
  pki --issue --in "$directory/$algorithm/$role.key" --type priv --cacert "$work/pki/ca.crt" --cakey "$work/pki/ca.key" \
    --dn "O=Example, CN=${certified_name[$role]}" --san "${certified_name[$role]}" --lifetime 3650 \
    >"$directory/x509/$role.crt"
  cp "$work/pki/ca.crt" "$directory/x509ca/"
}
