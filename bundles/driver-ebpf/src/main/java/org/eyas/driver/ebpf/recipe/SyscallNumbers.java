package org.eyas.driver.ebpf.recipe;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The numbers of system calls on one architecture, {@code numbers.tsv}, and their codes in generic events. */
public final class SyscallNumbers {
  private static final int X86 = 1;
  private static final int ARM = 2;
  private static final int I386 = 3;
  private static final int SC_CODE = 4;

  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<String, Integer> codes = new HashMap<>();
  private final Map<Integer, Integer> compat = new HashMap<>();

  private SyscallNumbers(int column) {
    for (String[] row : TsvResource.read("numbers.tsv")) {
      codes.put(row[0], row[SC_CODE].isEmpty() ? 0 : Integer.parseInt(row[SC_CODE]));
      if (row[column].isEmpty()) {
        continue;
      }
      int number = Integer.parseInt(row[column]);
      numbers.put(row[0], number);
      if (column == X86) {
        narrow(row[I386]).forEach(narrow -> compat.put(narrow, number));
      }
    }
  }

  private static List<Integer> narrow(String column) {
    return column.isEmpty() ? List.of() : Arrays.stream(column.split(",")).map(Integer::valueOf).toList();
  }

  /** Those of the machine this runs on; {@code arch} is the property os.arch. */
  public static SyscallNumbers of(String arch) {
    return switch (arch) {
      case "amd64", "x86_64" -> new SyscallNumbers(X86);
      case "aarch64" -> new SyscallNumbers(ARM);
      default -> throw new IllegalArgumentException("no system call numbers for " + arch);
    };
  }

  public Map<String, Integer> all() {
    return numbers;
  }

  /** Numbers of 32-bit calls, and what they are as 64-bit ones. */
  public Map<Integer, Integer> compat() {
    return compat;
  }

  int scCode(String name) {
    return codes.getOrDefault(name, 0);
  }
}
