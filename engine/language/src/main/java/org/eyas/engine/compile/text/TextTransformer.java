package org.eyas.engine.compile.text;

import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Bytes;
import org.eyas.engine.check.FieldTransformer;

/** Transforms one text to another. */
public interface TextTransformer {
  /** Appends the changed text; false if there is none. */
  boolean append(Bytes text, ByteBuilder out);

  static TextTransformer of(FieldTransformer transformer) {
    return switch (transformer) {
      case TOLOWER -> (text, out) -> {
        for (int i = 0; i < text.length(); i++) {
          out.append(GlobPattern.lower(text.at(i)));
        }
        return true;
      };
      case TOUPPER -> (text, out) -> {
        for (int i = 0; i < text.length(); i++) {
          out.append(GlobPattern.upper(text.at(i)));
        }
        return true;
      };
      case BASENAME -> (text, out) -> {
        out.append(text, text.lastIndexOf('/') + 1, text.length());
        return true;
      };
      case B64 -> Base64Decoder::decode;
      case LEN, JOIN, CONCAT, GETOPT, ENTROPY ->
        throw new IllegalArgumentException(transformer + " does not change a single text");
    };
  }
}
