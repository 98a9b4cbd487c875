"""A digital seal on a finished PDF: a reader's program can tell whether the file was changed since, not who made it.

An extra (`packaging/requirements-seal.txt`), for it brings an HTTP client. Nothing of it is imported before a seal is
asked for, and then nothing is fetched: no time from elsewhere, no list of revoked certificates.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.util import find_spec
from io import BytesIO
from typing import TYPE_CHECKING

from supervision_desktop.errors import SupervisionError
from supervision_desktop.i18n import mark, tr

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.x509 import Certificate

FIELD = "Seal"
MAKER = mark("Self-made certificate, names nobody")
SAYS = mark("Shows whether this file was changed since, not who made it")
YEARS = 10
"""For how long a seal counts as fresh; the certificate is used once and its key is thrown away."""
SHOWN = 16


@dataclass(frozen=True, repr=False)
class SealedPdf:
    """The sealed file, and the first digits of its certificate's fingerprint, by which one's own seal is known again."""

    pdf: bytes
    fingerprint: str


def is_there() -> bool:
    """Whether the extra is installed."""
    return find_spec("pyhanko") is not None


def seal(pdf: bytes, at: datetime, passphrase: str = "") -> SealedPdf:
    """The PDF with a seal over all of it. `passphrase` is that of a protected one.

    Raises SupervisionError where the extra is not installed.
    """
    if not is_there():
        raise SupervisionError(tr("This program came without the extra that makes digital seals. Save it without one."))
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner

    key = ec.generate_private_key(ec.SECP256R1())
    certificate = _certificate(key, at)
    signer = SimpleSigner.load_pkcs12_data(
        pkcs12.serialize_key_and_certificates(FIELD.encode(), key, certificate, None, NoEncryption()), [])
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    if passphrase:
        writer.encrypt(unicodedata.normalize("NFKC", passphrase))  # type: ignore[no-untyped-call]  # pyHanko names no types
    told = PdfSignatureMetadata(field_name=FIELD, reason=tr(SAYS), md_algorithm="sha256")
    sealed = BytesIO()
    PdfSigner(told, signer).sign_pdf(writer, output=sealed)
    return SealedPdf(sealed.getvalue(), certificate.fingerprint(hashes.SHA256()).hex()[:SHOWN])


def _certificate(key: EllipticCurvePrivateKey, at: datetime) -> Certificate:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes

    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, tr(MAKER))])
    usage = x509.KeyUsage(digital_signature=True, content_commitment=True, key_encipherment=False, data_encipherment=False,
                          key_agreement=False, key_cert_sign=False, crl_sign=False, encipher_only=False, decipher_only=False)
    return (x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
            .serial_number(x509.random_serial_number()).not_valid_before(at - timedelta(days=1))
            .not_valid_after(at + timedelta(days=365 * YEARS)).add_extension(usage, critical=True)
            .sign(key, hashes.SHA256()))
