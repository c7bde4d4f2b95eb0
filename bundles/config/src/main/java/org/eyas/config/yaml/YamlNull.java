package org.eyas.config.yaml;

/** The value of a key without a value: {@code key:}, {@code key: ~} or {@code key: null}. Its text is empty. */
public enum YamlNull {
  NULL;

  @Override
  public String toString() {
    return "";
  }
}
