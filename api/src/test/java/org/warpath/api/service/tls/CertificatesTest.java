package org.warpath.api.service.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.api.service.config.ServiceConfig.Tls;

class CertificatesTest {
  private static final char[] PASSWORD = {'x'};

  @TempDir static Path folder;

  private static TestCertificate certificate;
  private static TestCertificate elliptic;

  @BeforeAll
  static void make() throws Exception {
    certificate = TestCertificate.make(folder, "rsa", "RSA");
    elliptic = TestCertificate.make(folder, "ec", "EC");
  }

  @Test
  void chainsAndKeysOfAllKindsAreRead() throws Exception {
    TestCertificate edwards = TestCertificate.make(folder, "ed", "Ed25519");
    for (TestCertificate made : new TestCertificate[] {certificate, elliptic, edwards}) {
      KeyStore store =
          Certificates.keyStore(new Tls(made.certificate(), made.privateKey()), PASSWORD);

      assertThat(store.getCertificate("warpath")).isEqualTo(made.keyStore().getCertificate("a"));
      assertThat(store.getKey("warpath", PASSWORD))
          .isEqualTo(made.keyStore().getKey("a", "password".toCharArray()));
    }
  }

  @Test
  void keyAndChainMayLieInOneFileWithCommentsAround() throws IOException {
    Path both =
        Files.writeString(
            folder.resolve("both.pem"),
            "subject=CN = localhost\r\n"
                + Files.readString(certificate.privateKey()).replace("\n", "\r\n")
                + Files.readString(certificate.certificate()));

    assertThat(Certificates.keyStore(new Tls(both, both), PASSWORD)).isNotNull();
  }

  @Test
  void missingFilesAreNamed() {
    Path none = folder.resolve("none.pem");

    refused(none, certificate.privateKey(), none + ": no such file");
    refused(certificate.certificate(), none, none + ": no such file");
    refused(folder, certificate.privateKey(), folder + ": cannot be read");
  }

  @Test
  void theKeyOfAnotherCertificateIsRefused() throws Exception {
    TestCertificate other = TestCertificate.make(folder, "other", "RSA");
    refused(
        certificate.certificate(),
        other.privateKey(),
        other.privateKey() + ": is not the key of the first certificate in ",
        "CN=localhost");

    refused(
        certificate.certificate(),
        elliptic.privateKey(),
        elliptic.privateKey() + ": is no key of the certificate's kind, RSA");
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA PRIVATE KEY", "EC PRIVATE KEY"})
  void keysOfOldFormatsAreRefusedWithTheWayOut(String label) throws IOException {
    Path key = TestCertificate.pem(folder.resolve("old.pem"), label, new byte[100]);

    refused(
        certificate.certificate(),
        key,
        key + ": expected a key in PKCS #8, found " + label,
        "openssl pkcs8 -topk8 -nocrypt");
  }

  @Test
  void encryptedKeysAreRefusedWithTheWayOut() throws IOException {
    Path key =
        TestCertificate.pem(folder.resolve("encrypted.pem"), "ENCRYPTED PRIVATE KEY", new byte[99]);

    refused(certificate.certificate(), key, key + ": the key is encrypted", "openssl pkcs8");
  }

  @Test
  void otherContentIsRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("text.pem"), "no PEM at all");
    Path damaged = TestCertificate.pem(folder.resolve("bad.pem"), "CERTIFICATE", new byte[9]);
    Path damagedKey =
        TestCertificate.pem(folder.resolve("bad-key.pem"), "PRIVATE KEY", new byte[9]);
    Path binary = Files.write(folder.resolve("a.der"), "\0\1\2".getBytes(StandardCharsets.UTF_8));

    refused(text, certificate.privateKey(), text + ": expected PEM");
    refused(binary, certificate.privateKey(), binary + ": expected PEM");
    refused(damaged, certificate.privateKey(), damaged + ": holds a malformed certificate");
    refused(
        certificate.certificate(),
        damagedKey,
        damagedKey + ": is no key of the certificate's kind");
    refused(
        certificate.privateKey(),
        certificate.privateKey(),
        certificate.privateKey() + ": expected certificates, found none");
    refused(
        certificate.certificate(),
        certificate.certificate(),
        certificate.certificate() + ": expected -----BEGIN PRIVATE KEY-----, found CERTIFICATE");
  }

  private static void refused(Path chain, Path key, String... saying) {
    assertThatThrownBy(() -> Certificates.keyStore(new Tls(chain, key), PASSWORD))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(saying[0])
        .hasMessageContainingAll(saying);
  }
}
