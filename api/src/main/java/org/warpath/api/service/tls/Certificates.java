package org.warpath.api.service.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.warpath.api.service.config.ServiceConfig.Tls;

/** A chain of certificates and the key of the first, from PEM files. */
public final class Certificates {
  private static final Logger LOG = LoggerFactory.getLogger(Certificates.class);
  private static final String TO_PKCS8 =
      "; convert it: openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW";

  private Certificates() {}

  /**
   * Chain and key in a store of their own.
   *
   * @param password what opens the key in the store
   * @throws IllegalArgumentException if a file is not there, is something else, or the key is not
   *     the certificate's; the message begins with the file
   */
  public static KeyStore keyStore(Tls files, char[] password) {
    List<X509Certificate> chain = chain(files.certificate());
    X509Certificate own = chain.getFirst();
    PrivateKey key = privateKey(files.privateKey(), own.getPublicKey().getAlgorithm());
    if (!belongs(key, own.getPublicKey())) {
      throw new IllegalArgumentException(
          files.privateKey()
              + ": is not the key of the first certificate in "
              + files.certificate()
              + " ("
              + own.getSubjectX500Principal()
              + ")");
    }
    warnUnlessValid(files.certificate(), own);
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, password);
      store.setKeyEntry("warpath", key, password, chain.toArray(new X509Certificate[0]));
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException(
          files.certificate() + ": is no chain that can be served: " + e.getMessage(), e);
    }
  }

  private static List<X509Certificate> chain(Path file) {
    List<X509Certificate> chain = new ArrayList<>();
    for (PemFile.Block block : PemFile.read(file)) {
      if (block.label().equals("CERTIFICATE")) {
        chain.add(certificate(file, block.content()));
      }
    }
    if (chain.isEmpty()) {
      throw new IllegalArgumentException(
          file + ": expected certificates, found none (-----BEGIN CERTIFICATE-----)");
    }
    return chain;
  }

  private static X509Certificate certificate(Path file, byte[] encoded) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(encoded));
    } catch (CertificateException e) {
      throw new IllegalArgumentException(
          file + ": holds a malformed certificate: " + e.getMessage(), e);
    }
  }

  private static PrivateKey privateKey(Path file, String algorithm) {
    List<PemFile.Block> blocks = PemFile.read(file);
    for (PemFile.Block block : blocks) {
      switch (block.label()) {
        case "PRIVATE KEY" -> {
          return privateKey(file, algorithm, block.content());
        }
        case "ENCRYPTED PRIVATE KEY" ->
            throw new IllegalArgumentException(
                file + ": the key is encrypted, expected one that is not" + TO_PKCS8);
        case "RSA PRIVATE KEY", "EC PRIVATE KEY", "DSA PRIVATE KEY" ->
            throw new IllegalArgumentException(
                file + ": expected a key in PKCS #8, found " + block.label() + TO_PKCS8);
        default -> {
          // Parameters and certificates may stand beside the key.
        }
      }
    }
    throw new IllegalArgumentException(
        file + ": expected -----BEGIN PRIVATE KEY-----, found " + blocks.getFirst().label());
  }

  private static PrivateKey privateKey(Path file, String algorithm, byte[] encoded) {
    try {
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(
          file + ": is no key of the certificate's kind, " + algorithm + ": " + e.getMessage(), e);
    }
  }

  private static boolean belongs(PrivateKey key, PublicKey publicKey) {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          case String other -> other;
        };
    try {
      Signature signature = Signature.getInstance(algorithm);
      byte[] probe = {1, 2, 3};
      signature.initSign(key);
      signature.update(probe);
      byte[] signed = signature.sign();
      signature.initVerify(publicKey);
      signature.update(probe);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static void warnUnlessValid(Path file, X509Certificate certificate) {
    try {
      certificate.checkValidity();
    } catch (CertificateExpiredException e) {
      LOG.warn("{}: the certificate expired on {}", file, certificate.getNotAfter().toInstant());
    } catch (CertificateNotYetValidException e) {
      LOG.warn(
          "{}: the certificate is valid from {} on", file, certificate.getNotBefore().toInstant());
    }
  }
}
