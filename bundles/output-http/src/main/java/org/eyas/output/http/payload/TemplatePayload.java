package org.eyas.output.http.payload;

import com.samskivert.mustache.BasicCollector;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eyas.api.alert.RenderedAlert;

/**
 * What a Mustache template makes of alerts. Values are escaped for JSON strings; three braces write them as they are.
 *
 * <p>A comment in the first line may name the Content-Type, which otherwise is that of JSON.
 */
public final class TemplatePayload implements Payload {
  private static final Pattern CONTENT_TYPE =
      Pattern.compile("\\{\\{!\\s*content-type:\\s*(.+?)\\s*\\}\\}", Pattern.CASE_INSENSITIVE);

  private final Template template;
  private final String contentType;
  private final String hostname;

  private TemplatePayload(String text, String hostname) {
    this.hostname = hostname;
    Matcher comment = CONTENT_TYPE.matcher(text);
    contentType = comment.lookingAt() ? comment.group(1) : "application/json";
    template =
        Mustache.compiler()
            .withEscaper(JsonEscape::of)
            .withCollector(new Contexts())
            .defaultValue("")
            .emptyStringIsFalse(true)
            .compile(text);
    template.visit(new NameCheck());
  }

  /**
   * A format that comes with this bundle.
   *
   * @param format its name, that of its template
   * @throws IOException where there is no such format
   */
  public static TemplatePayload shipped(String format, String hostname) throws IOException {
    try (InputStream in = TemplatePayload.class.getResourceAsStream(format + ".mustache")) {
      if (in == null) {
        throw new IOException("there is no format '" + format + "'");
      }
      return new TemplatePayload(new String(in.readAllBytes(), StandardCharsets.UTF_8), hostname);
    }
  }

  /**
   * A user's template.
   *
   * @throws IOException where it cannot be read or is none: the file, and why
   */
  public static TemplatePayload file(String file, String hostname) throws IOException {
    try {
      return new TemplatePayload(Files.readString(Path.of(file)), hostname);
    } catch (NoSuchFileException e) {
      throw new IOException(file + ": no such file", e);
    } catch (AccessDeniedException e) {
      throw new IOException(file + ": not readable", e);
    } catch (MustacheException | InvalidPathException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new IOException(file + ": not readable as UTF-8 text", e);
    }
  }

  @Override
  public Message of(RenderedAlert alert) {
    return new Message(contentType, template.execute(AlertValues.of(alert, hostname)).strip());
  }

  /** Reads no Java objects by reflection: a template sees what the contexts offer. */
  private static final class Contexts extends BasicCollector {
    @Override
    public <K, V> Map<K, V> createFetcherCache() {
      return new ConcurrentHashMap<>();
    }
  }
}
