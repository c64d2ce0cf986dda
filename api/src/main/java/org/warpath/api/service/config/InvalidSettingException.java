package org.warpath.api.service.config;

/** A setting that cannot be: which, what was expected, what was found. */
public final class InvalidSettingException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String key;

  /**
   * @param key the setting, {@code limits.jsonBytes}
   * @param expected what it must be
   * @param found what it was
   */
  public InvalidSettingException(String key, String expected, Object found) {
    super(key + " must be " + expected + ", was " + found);
    this.key = key;
  }

  /** The setting, {@code limits.jsonBytes}. */
  public String key() {
    return key;
  }
}
