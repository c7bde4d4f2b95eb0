package org.eyas.enricher.container.json;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A value of JSON in a text of another program. Any part may be missing or may have another type. A part that is
 * missing or has the wrong type reads as an empty text or an empty collection. Immutable.
 */
public final class LenientJson {
  /** A value that is not there. */
  public static final LenientJson NONE = new LenientJson(null);

  private final @Nullable Object value;

  private LenientJson(@Nullable Object value) {
    this.value = value;
  }

  /** @throws IOException if the text is not JSON */
  public static LenientJson parse(byte[] utf8) throws IOException {
    return parse(new String(utf8, StandardCharsets.UTF_8));
  }

  /** @throws IOException if the text is not JSON */
  public static LenientJson parse(String text) throws IOException {
    try (JsonReader reader = new JsonReader(new StringReader(text))) {
      return new LenientJson(LenientJsonTree.read(reader));
    } catch (IllegalStateException | NumberFormatException e) {
      throw new IOException("the JSON is invalid", e);
    }
  }

  /**
   * The first wanted element of an array. The part after this element is not parsed.
   *
   * @throws IOException if the text is not an array, or not JSON up to that element
   */
  public static Optional<LenientJson> element(byte[] utf8, Predicate<LenientJson> wanted) throws IOException {
    try (JsonReader reader = new JsonReader(new InputStreamReader(new ByteArrayInputStream(utf8), StandardCharsets.UTF_8))) {
      reader.beginArray();
      while (reader.hasNext()) {
        LenientJson element = new LenientJson(LenientJsonTree.read(reader));
        if (wanted.test(element)) {
          return Optional.of(element);
        }
      }
      return Optional.empty();
    } catch (IllegalStateException | NumberFormatException e) {
      throw new IOException("the JSON is invalid", e);
    }
  }

  /** The value at a path of member names; {@link #NONE} if there is none. */
  public LenientJson at(String... path) {
    Object found = value;
    for (String name : path) {
      found = found instanceof Map<?, ?> map ? map.get(name) : null;
    }
    return found == null ? NONE : new LenientJson(found);
  }

  /** Whether there is a value other than null. */
  public boolean isPresent() {
    return value != null;
  }

  /** The text, number or flag as a text; empty for anything else. */
  public String text() {
    return value instanceof String || value instanceof Boolean || value instanceof Long ? String.valueOf(value) : "";
  }

  public boolean isTrue() {
    return Boolean.TRUE.equals(value);
  }

  public boolean isFlag() {
    return value instanceof Boolean;
  }

  public boolean isArray() {
    return value instanceof List<?>;
  }

  public boolean isObject() {
    return value instanceof Map<?, ?>;
  }

  /** The elements of an array; empty for anything else. */
  public List<LenientJson> elements() {
    return value instanceof List<?> list ? list.stream().map(LenientJson::new).toList() : List.of();
  }

  /** The texts in an array; empty for anything else. */
  public List<String> texts() {
    return elements().stream().map(LenientJson::text).toList();
  }

  /** The members of an object, in their order; empty for anything else. */
  public Map<String, LenientJson> members() {
    Map<String, LenientJson> members = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, member) -> members.put(String.valueOf(name), new LenientJson(member)));
    }
    return members;
  }

  /** The members of an object that have texts as values, such as labels. */
  public Map<String, String> textMembers() {
    Map<String, String> texts = new LinkedHashMap<>();
    members().forEach((name, member) -> texts.put(name, member.text()));
    return texts;
  }

  /** The value as JSON text, without spaces. */
  @Override
  public String toString() {
    StringWriter text = new StringWriter();
    try (JsonWriter writer = new JsonWriter(text)) {
      writer.setHtmlSafe(false);
      LenientJsonTree.write(value, writer);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a text in memory can always be written
    }
    return text.toString();
  }
}
