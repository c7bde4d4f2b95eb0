package org.eyas.launcher.docs;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The Java sources of the program: those of all modules, without tests, examples and tools of the build. */
final class ProgramSources {
  private static final Pattern COMMENT_OR_TEXT =
      Pattern.compile("(?s)//[^\n]*|/\\*.*?\\*/|\"\"\"\n.*?\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*\"");

  private ProgramSources() {}

  /** By path, such as {@code api/src/main/java/org/eyas/api/alert/Alert.java}. */
  static Map<String, String> all() throws IOException {
    Map<String, String> sources = new LinkedHashMap<>();
    for (Path main : foldersOfModules("src/main")) {
      if (List.of("test", "examples", "dist").contains(Documents.ROOT.relativize(main).getName(0).toString())) {
        continue; // not part of the program
      }
      try (Stream<Path> files = Files.walk(main)) {
        for (Path file : files.filter(name -> name.toString().endsWith(".java")).sorted().toList()) {
          sources.put(Documents.name(file), Files.readString(file));
        }
      }
    }
    return sources;
  }

  /**
   * The folders with this path in the modules. The results of builds are not searched: other modules are built meanwhile, and their files
   * vanish.
   */
  static List<Path> foldersOfModules(String path) throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(Documents.ROOT, Set.of(), 6, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        String name = String.valueOf(folder.getFileName());
        if (folder.endsWith(path)) {
          found.add(folder);
          return FileVisitResult.SKIP_SUBTREE;
        }
        return name.equals("target") || name.startsWith(".") ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
      }
    });
    found.sort(null);
    return found;
  }

  /** The simple name of the class of a file. */
  static String className(String path) {
    return Path.of(path).getFileName().toString().replace(".java", "");
  }

  static String withoutCommentsAndTexts(String source) {
    return COMMENT_OR_TEXT.matcher(source).replaceAll("");
  }
}
