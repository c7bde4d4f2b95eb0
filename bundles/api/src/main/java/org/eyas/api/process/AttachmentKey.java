package org.eyas.api.process;

/**
 * Names what an enricher attaches to a process. Identity counts: the enricher makes one and its fields use it.
 *
 * @param <T> what is attached; an immutable value
 */
public final class AttachmentKey<T> {
  private final String name;
  private final Class<T> type;

  public AttachmentKey(String name, Class<T> type) {
    this.name = name;
    this.type = type;
  }

  public Class<T> type() {
    return type;
  }

  @Override
  public String toString() {
    return name;
  }
}
