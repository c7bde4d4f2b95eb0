package org.eyas.api.failure;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The reason of a failure, as a text for one line: the message of the exception, or, if the message is missing or only
 * a name, the kind of failure in words. Never null, never empty. Any thread may call it.
 */
public final class Reason {
  private static final int DEEPEST = 10;
  private static final String NO_DESCRIPTORS = "Too many open files";
  private static final int LONGEST_WORD = 500;
  private static final int SHOWN_OF_A_WORD = 100;
  private static final int LONGEST_MESSAGE = 4_000;
  private static final int SHOWN_OF_AN_END = 300;

  private Reason() {}

  /** The text for an exception; if the exception has no message, the text for its cause. */
  public static String of(Throwable failure) {
    Throwable told = failure;
    for (int i = 0; i < DEEPEST && !hasWords(told) && told.getCause() != null; i++) {
      told = told.getCause();
    }
    String words = words(told);
    return words.contains(NO_DESCRIPTORS) ? words + " (raise the limit: LimitNOFILE= of the service, ulimit -n)" : words;
  }

  /**
   * A message, which may quote a long text of a user, shortened to a length that people read: of a word of more than
   * 500 characters, only the first 100 remain, and of a message of more than 4,000 characters only the beginning and
   * the end.
   */
  public static String shortened(String message) {
    if (message.length() <= LONGEST_WORD) {
      return message;
    }
    StringBuilder out = new StringBuilder();
    int start = 0;
    for (int at = 0; at <= message.length(); at++) {
      if (at == message.length() || Character.isWhitespace(message.charAt(at))) {
        boolean tooLong = at - start > LONGEST_WORD;
        out.append(message, start, tooLong ? start + SHOWN_OF_A_WORD : at).append(tooLong ? "..." : "");
        out.append(message, at, Math.min(at + 1, message.length()));
        start = at + 1;
      }
    }
    int length = out.length();
    return length <= LONGEST_MESSAGE
        ? out.toString()
        : out.substring(0, SHOWN_OF_AN_END) + " ... " + out.substring(length - SHOWN_OF_AN_END);
  }

  private static boolean hasWords(Throwable failure) {
    String message = failure.getMessage();
    return message != null && !message.isBlank();
  }

  private static String words(Throwable failure) {
    String message = hasWords(failure) ? String.valueOf(failure.getMessage()) : "";
    return switch (failure) {
      case FileSystemException file when file.getReason() == null -> ofFile(file);
      case UnknownHostException host when !message.isEmpty() && !message.contains(" ") -> "unknown host " + message;
      case UnresolvedAddressException address -> "unknown host";
      default -> message.isEmpty() ? kind(failure) : message;
    };
  }

  // Without a reason the message is the name of the file alone.
  private static String ofFile(FileSystemException failure) {
    String kind =
        switch (failure) {
          case NoSuchFileException known -> "no such file";
          case AccessDeniedException known -> "permission denied";
          case FileAlreadyExistsException known -> "already exists";
          case NotDirectoryException known -> "not a directory";
          default -> kind(failure);
        };
    @Nullable String file = failure.getFile();
    return file == null || file.isEmpty() ? kind : file + ": " + kind;
  }

  private static String kind(Throwable failure) {
    return switch (failure) {
      case EOFException known -> "unexpected end of the data";
      case ConnectException known -> "connection refused";
      default -> failure.getClass() == IOException.class ? "input or output error" : named(failure.getClass());
    };
  }

  // java.nio.channels.ClosedChannelException: closed channel
  private static String named(Class<?> kind) {
    String name = kind.getSimpleName().replaceFirst("(Exception|Error)$", "");
    boolean plain = name.isEmpty() || name.equals("Runtime");
    return plain ? "internal error" : name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }
}
