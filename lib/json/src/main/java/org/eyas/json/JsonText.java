package org.eyas.json;

import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.ByteView;
import org.eyas.api.data.Bytes;

/**
 * A value as text: a string without its quotation marks and escapes, anything else as compact JSON. The same value always gives
 * the same text, however the document was written: without blanks, and with escapes only for what needs them.
 *
 * <p>One object holds one text at a time. It points into the document if the text is there as it is.
 */
public final class JsonText {
  private final ByteBuilder built = new ByteBuilder();
  private final ByteView view = new ByteView();
  private final JsonWriter writer = new JsonWriter(built);

  /** The text of a value. Valid until the next call, and as long as the bytes of the document. */
  public Bytes of(JsonIndex json, int node) {
    return switch (json.kind(node)) {
      case STRING -> json.hasEscapes(node) ? unescaped(json, node) : inPlace(json, node);
      case OBJECT, ARRAY -> {
        writer.compact(json.bytes(), json.start(node), json.end(node));
        yield built.view();
      }
      case NUMBER, TRUE, FALSE, NULL -> inPlace(json, node);
    };
  }

  /**
   * An object or array as JSON for people: two blanks for each level, one value per line. A value that would become several times
   * larger by that is compact from there on. Valid as for {@link #of}.
   */
  public Bytes indented(JsonIndex json, int node) {
    writer.indented(json.bytes(), json.start(node), json.end(node));
    return built.view();
  }

  private Bytes inPlace(JsonIndex json, int node) {
    return view.wrap(json.bytes(), json.start(node), json.end(node) - json.start(node));
  }

  private Bytes unescaped(JsonIndex json, int node) {
    built.clear();
    JsonEscapes.appendUnescaped(built, json.bytes(), json.start(node), json.end(node));
    return built.view();
  }
}
