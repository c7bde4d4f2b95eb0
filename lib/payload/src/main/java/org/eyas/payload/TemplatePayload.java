package org.eyas.payload;

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
import org.eyas.api.failure.Reason;

/**
 * Fills a Mustache template with the values of an alert. Values are escaped for JSON strings; between three braces they are
 * written unchanged.
 *
 * <p>A comment in the first line may set the Content-Type; the default is that of JSON.
 */
final class TemplatePayload implements AlertPayload {
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
            .withEscaper(JsonValue::escaped)
            .withCollector(new Contexts())
            .defaultValue("")
            .emptyStringIsFalse(true)
            .compile(text);
    template.visit(new TemplateNameCheck());
  }

  /**
   * Loads a format of this bundle.
   *
   * @param format the name of the format, which is also that of its template
   * @throws IOException if there is no such format
   */
  static TemplatePayload shipped(String format, String hostname) throws IOException {
    try (InputStream in = TemplatePayload.class.getResourceAsStream(format + ".mustache")) {
      if (in == null) {
        throw new IOException("there is no format '" + format + "'");
      }
      return new TemplatePayload(new String(in.readAllBytes(), StandardCharsets.UTF_8), hostname);
    }
  }

  /**
   * Loads a template of a user.
   *
   * @throws IOException if the file cannot be read or is not a valid template; the message names the file and the reason
   */
  static TemplatePayload file(String file, String hostname) throws IOException {
    try {
      return new TemplatePayload(Files.readString(Path.of(file)), hostname);
    } catch (NoSuchFileException e) {
      throw new IOException(file + ": no such file", e);
    } catch (AccessDeniedException e) {
      throw new IOException(file + ": not readable", e);
    } catch (MustacheException | InvalidPathException e) {
      throw new IOException(file + ": " + Reason.of(e), e);
    } catch (IOException e) {
      throw new IOException(file + ": not readable as UTF-8 text", e);
    }
  }

  @Override
  public PayloadMessage of(RenderedAlert alert) {
    return new PayloadMessage(contentType, template.execute(TemplateAlertValues.context(alert, hostname)).strip());
  }

  /** Restricts a template to the values of the contexts: it does not read Java objects by reflection. */
  private static final class Contexts extends BasicCollector {
    @Override
    public <K, V> Map<K, V> createFetcherCache() {
      return new ConcurrentHashMap<>();
    }
  }
}
