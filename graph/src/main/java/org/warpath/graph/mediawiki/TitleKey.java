package org.warpath.graph.mediawiki;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.warpath.graph.mediawiki.sql.Text;

/** A page's full title as bytes, {@code namespace:title}; used over and over. One a thread. */
final class TitleKey {
  private byte[] bytes = new byte[512];
  private int length;
  private int prefixLength;
  private long prefixNamespace;

  TitleKey() {
    setPrefix(0);
  }

  private void setPrefix(long namespace) {
    byte[] prefix = (namespace + ":").getBytes(US_ASCII);
    System.arraycopy(prefix, 0, bytes, 0, prefix.length);
    prefixLength = prefix.length;
    prefixNamespace = namespace;
  }

  TitleKey set(long namespace, Text title) {
    return set(namespace, title.bytes(), 0, title.length());
  }

  TitleKey set(long namespace, byte[] title, int from, int titleLength) {
    if (namespace != prefixNamespace) {
      setPrefix(namespace);
    }
    length = prefixLength + titleLength;
    if (length > bytes.length) {
      byte[] longer = new byte[2 * length];
      System.arraycopy(bytes, 0, longer, 0, prefixLength);
      bytes = longer;
    }
    System.arraycopy(title, from, bytes, prefixLength, titleLength);
    return this;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }
}
