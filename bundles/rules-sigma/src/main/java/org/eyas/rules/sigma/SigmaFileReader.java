package org.eyas.rules.sigma;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eyas.api.failure.Reason;
import org.eyas.api.rule.RuleReadException;
import org.eyas.rules.sigma.convert.SigmaFile;

/**
 * Reads Sigma files. A directory stands for all YAML files in it and below, sorted by name. Hidden directories are
 * skipped, such as .git and those in which Kubernetes keeps the content of a volume. A link to a directory is followed
 * only if the user names the link. A file that is named twice is read once.
 *
 * @param mostKb the largest size of a file in KB
 */
record SigmaFileReader(int mostKb) {
  private static final int DEEPEST = 16;

  List<SigmaFile> read(List<String> paths) throws RuleReadException {
    List<SigmaFile> files = new ArrayList<>();
    Set<Path> known = new HashSet<>();
    for (String name : paths) {
      for (String file : expand(name)) {
        String content = content(file);
        if (known.add(realPath(file))) {
          files.add(new SigmaFile(file, content));
        }
      }
    }
    return files;
  }

  private static List<String> expand(String name) throws RuleReadException {
    try {
      Path path = Path.of(name);
      if (!Files.isDirectory(path)) {
        return List.of(name);
      }
      Path start = path.resolve("."); // follows a link
      try (Stream<Path> below = Files.walk(start, DEEPEST)) {
        return below.filter(file -> Files.isRegularFile(file) && !isHidden(file, start.getNameCount()))
            .map(file -> file.normalize().toString()).filter(SigmaFileReader::isYaml).sorted().toList();
      }
    } catch (InvalidPathException e) {
      throw new RuleReadException(name, name + " cannot be read: " + e.getReason());
    } catch (IOException e) {
      throw unreadable(name, e);
    } catch (UncheckedIOException e) {
      throw unreadable(name, e.getCause() == null ? new IOException(Reason.of(e)) : e.getCause());
    }
  }

  private static boolean isHidden(Path file, int from) {
    return Stream.iterate(from, i -> i + 1).limit(file.getNameCount() - from)
        .anyMatch(i -> file.getName(i).toString().startsWith("."));
  }

  private static boolean isYaml(String name) {
    return name.endsWith(".yml") || name.endsWith(".yaml");
  }

  private static Path realPath(String file) throws RuleReadException {
    try {
      return Path.of(file).toRealPath();
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private String content(String file) throws RuleReadException {
    int most = (int) Math.min((long) mostKb << 10, Integer.MAX_VALUE - 9);
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      byte[] bytes = in.readNBytes(most + 1);
      if (bytes.length > most) {
        throw new RuleReadException(
            file, file + " has more than " + mostKb + " KB (eyas.rules.limits.file_kb allows more)");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static RuleReadException unreadable(String name, IOException e) {
    String reason =
        switch (e) {
          case NoSuchFileException _ -> "no such file";
          case AccessDeniedException _ -> "permission denied";
          default -> Reason.of(e);
        };
    return new RuleReadException(name, name + " cannot be read: " + reason);
  }
}
