package org.eyas.payload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.eyas.api.failure.Reason;

/** Loads the format that the configuration of an output names. Outputs call it when they start or are reopened. */
public final class PayloadFormats {
  private static final Path KERNELS_HOSTNAME = Path.of("/proc/sys/kernel/hostname");

  private PayloadFormats() {}

  /**
   * Loads a format.
   *
   * @param format {@code alert}, or one of those in docs/http-formats.md
   * @param hostname the name of this machine in documents; empty means the kernel's
   * @throws IOException if there is no such format
   */
  public static AlertPayload named(String format, String hostname) throws IOException {
    return switch (format) {
      case "alert" -> new PlainPayload();
      case "ocsf", "ecs" -> new TablePayload(DocumentLayout.of(format + ".tsv"), hostname(hostname));
      case "otlp" -> new OtlpPayload(hostname(hostname));
      default -> TemplatePayload.shipped(format, hostname(hostname));
    };
  }

  /**
   * Loads a template of a user.
   *
   * @throws IOException if the file cannot be read or is not a valid template; the message names the file and the reason
   */
  public static AlertPayload template(String file, String hostname) throws IOException {
    return TemplatePayload.file(file, hostname(hostname));
  }

  /**
   * Loads the template of a user. Without a template, loads a format.
   *
   * @param template the file; empty means none
   * @param keys returns the full name of a key of the output, for the message
   * @throws IOException if the template or format cannot be loaded; the message begins with the key
   */
  public static AlertPayload configured(String template, String format, String hostname, UnaryOperator<String> keys)
      throws IOException {
    try {
      return template.isEmpty() ? named(format, hostname) : template(template, hostname);
    } catch (IOException e) {
      throw new IOException(keys.apply(template.isEmpty() ? "format" : "template") + ": " + Reason.of(e), e);
    }
  }

  /** The name of this machine: the given name, or the kernel's if the given name is empty. */
  public static String hostname(String given) throws IOException {
    return given.isEmpty() ? Files.readString(KERNELS_HOSTNAME).strip() : given;
  }
}
