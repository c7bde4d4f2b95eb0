package org.eyas.engine.field.descriptor;

import org.eyas.api.data.Text;
import org.eyas.api.process.FdInfo.L4Protocol;
import org.eyas.api.process.FdType;

/** The texts of a descriptor's type, letter and protocol, created once. */
public final class FdTypeNames {
  private static final Text NOT_AVAILABLE = Text.of("<NA>");
  private static final Text[] TYPES = new Text[FdType.values().length];
  private static final Text[] PROTOCOLS = new Text[L4Protocol.values().length];
  private static final Text[] LETTERS = new Text[128];

  static {
    for (FdType type : FdType.values()) {
      TYPES[type.ordinal()] = type.label().isEmpty() ? NOT_AVAILABLE : Text.of(type.label());
    }
    for (L4Protocol protocol : L4Protocol.values()) {
      boolean named = protocol != L4Protocol.UNKNOWN && protocol != L4Protocol.NONE;
      PROTOCOLS[protocol.ordinal()] = named ? Text.of(protocol.label()) : NOT_AVAILABLE;
    }
    for (int i = 0; i < LETTERS.length; i++) {
      LETTERS[i] = Text.of(String.valueOf((char) i));
    }
  }

  private FdTypeNames() {}

  /** The value of {@code fd.type}. */
  public static Text ofType(FdType type) {
    return TYPES[type.ordinal()];
  }

  /** The value of {@code fd.l4proto}. */
  static Text ofProtocol(L4Protocol protocol) {
    return PROTOCOLS[protocol.ordinal()];
  }

  /** A letter as a text. */
  static Text ofLetter(char letter) {
    return LETTERS[letter & 0x7f];
  }
}
