"""Keys and signatures by OpenSSL's command line.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import hashlib
import subprocess
import tempfile

from .der import read_der

# Longer than a block of any hash, and not a multiple of one.
SIGNED = hashlib.shake_256(b"what an AUTH payload signs").digest(301)


def openssl(*args, data=b""):
    command = ["openssl", *map(str, args)]
    result = subprocess.run(command, input=data, capture_output=True)
    if result.returncode != 0:
        raise SystemExit(f"{command}: {result.stderr.decode()}")
    return result.stdout


class Key:
    def __init__(self, folder, name, *options):
        self.name = name
        self.path = folder / f"{name}.pem"
        self.path.write_bytes(openssl("genpkey", "-quiet", *options))

    def public_key_info(self, *options):
        return openssl("pkey", "-in", self.path, "-pubout", "-outform", "DER", *options)

    def certificate(self):
        subject = f"/O=IKEv2 test/CN={self.name}"
        options = ["-subj", subject, "-days", "36500", "-outform", "DER"]
        return openssl("req", "-new", "-x509", "-key", self.path, *options)

    def sign(self, hash_name, *options):
        return openssl("dgst", f"-{hash_name}", "-sign", self.path, *options, data=SIGNED)

    def sign_pss(self, hash_name, mgf_hash, salt):
        options = ["rsa_padding_mode:pss", f"rsa_pss_saltlen:{salt}", f"rsa_mgf1_md:{mgf_hash}"]
        return self.sign(hash_name, *(word for each in options for word in ("-sigopt", each)))

    def sign_numbers(self, hash_name, length):
        """r and s, each in `length` octets."""
        (content,) = read_der(self.sign(hash_name))
        return b"".join(
            int.from_bytes(number, "big").to_bytes(length, "big") for number in read_der(content)
        )

    def sign_unhashed(self):
        with tempfile.NamedTemporaryFile() as file:
            file.write(SIGNED)
            file.flush()
            return openssl("pkeyutl", "-sign", "-inkey", self.path, "-rawin", "-in", file.name)

    def sign_padded(self, padded):
        """The RSA private operation on `padded`, which is as long as the modulus."""
        options = ["-decrypt", "-inkey", self.path, "-pkeyopt", "rsa_padding_mode:none"]
        return openssl("pkeyutl", *options, data=padded)

    def unpad(self, signature):
        """The RSA public operation."""
        options = ["-encrypt", "-inkey", self.path, "-pkeyopt", "rsa_padding_mode:none"]
        return openssl("pkeyutl", *options, data=signature)
