package org.eyas.source.k8saudit.input;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eyas.api.failure.Reason;
import org.eyas.api.source.SourceException;

/**
 * The address of the input, as the user wrote it. A path stands for a file, all files of a folder, or a pipe, which are
 * read to their end. {@code file:///PATH} is a file that is followed. {@code -} is the standard input. {@code
 * http://HOST:PORT/PATH} or {@code https://} is the address at which the source receives the webhook of the API server.
 */
public record InputAddress(String text) {
  private static final String FOLLOWED = "file:";
  private static final String WHERE = "correct open_params of the plugin k8saudit or eyas.k8saudit.input";

  public static InputAddress of(String text) {
    return new InputAddress(text);
  }

  /** Whether the input delivers events when they happen, so that it has no end. */
  public boolean isLive() {
    return text.startsWith(FOLLOWED) || WebhookAddress.isOne(text);
  }

  /** The address of a webhook; empty if the input is something else. */
  public Optional<WebhookAddress> webhook() throws SourceException {
    return WebhookAddress.isOne(text) ? Optional.of(WebhookAddress.of(text)) : Optional.empty();
  }

  /** Opens an input that is not a webhook. */
  public AuditInput open(InputLimits limits) throws SourceException {
    if (text.isEmpty()) {
      throw new SourceException(
          "there is no input of audit events", "set open_params of the plugin k8saudit or eyas.k8saudit.input to a path or URL");
    }
    if (text.equals("-")) {
      return new StreamInput("standard input", () -> System.in, limits);
    }
    if (text.startsWith(FOLLOWED)) {
      return FollowedFileInput.open(path(text.substring(FOLLOWED.length()).replaceFirst("^//", "")), limits);
    }
    if (text.matches("[A-Za-z][A-Za-z0-9+.-]*://.*")) {
      throw new SourceException(
          text + ": scheme \"" + text.substring(0, text.indexOf(':')) + "\" is not supported",
          "use a path, file://, http:// or https://");
    }
    return read(path(text), limits);
  }

  private static Path path(String path) throws SourceException {
    try {
      return Path.of(path);
    } catch (InvalidPathException e) {
      throw new SourceException("'" + path + "' is not a path: " + e.getReason(), WHERE, e);
    }
  }

  private static AuditInput read(Path path, InputLimits limits) throws SourceException {
    if (!Files.isReadable(path)) {
      throw new SourceException(
          path + " cannot be read: " + (Files.exists(path) ? "permission denied" : "it does not exist"), WHERE);
    }
    if (Files.isDirectory(path)) {
      return new FileSequenceInput(FolderListing.of(path), limits);
    }
    if (Files.isRegularFile(path)) {
      return new FileSequenceInput(List.of(path), limits);
    }
    return new StreamInput(path.toString(), () -> opened(path), limits);
  }

  private static InputStream opened(Path path) throws IOException {
    try {
      return Files.newInputStream(path);
    } catch (IOException e) {
      throw new IOException(path + " cannot be read: " + Reason.of(e), e);
    }
  }
}
