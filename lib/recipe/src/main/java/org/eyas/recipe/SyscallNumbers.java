package org.eyas.recipe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eyas.common.TsvTable;

/** The numbers of system calls on one architecture, from {@code numbers.tsv}, and their codes in generic events. */
public final class SyscallNumbers {
  private static final int X86 = 1;
  private static final int ARM = 2;
  private static final int I386 = 3;
  private static final int SC_CODE = 4;

  // The name and the number of arguments of each call, by number from 1 on. There are no 64-bit calls send and recv;
  // sendto and recvfrom without an address replace them.
  private static final String SOCKETCALLS =
      "socket 3 bind 3 connect 3 listen 2 accept 3 getsockname 3 getpeername 3 socketpair 4 sendto 4 recvfrom 4 sendto 6"
          + " recvfrom 6 shutdown 2 setsockopt 5 getsockopt 5 sendmsg 3 recvmsg 3 accept4 4 recvmmsg 5 sendmmsg 4";

  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<String, Integer> codes = new HashMap<>();
  private final Map<Integer, Integer> compat = new HashMap<>();

  private SyscallNumbers(int column) {
    for (String[] row : TsvTable.rows(SyscallNumbers.class, "numbers.tsv")) {
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

  /**
   * The numbers for an architecture.
   *
   * @param arch the value of the property os.arch
   */
  public static SyscallNumbers of(String arch) {
    return switch (arch) {
      case "amd64", "x86_64" -> new SyscallNumbers(X86);
      case "aarch64" -> new SyscallNumbers(ARM);
      default -> throw new IllegalArgumentException("the numbers of system calls are not known for " + arch);
    };
  }

  public Map<String, Integer> all() {
    return numbers;
  }

  /** The numbers of 32-bit calls, and the 64-bit number of each. */
  public Map<Integer, Integer> compat() {
    return compat;
  }

  /** One of the calls that socketcall(2) stands for. */
  public record Socketcall(int number, int arguments) {}

  /** The calls that the 32-bit socketcall stands for, from its number 1 on. */
  public List<Socketcall> socketcalls() {
    String[] words = SOCKETCALLS.split(" ");
    List<Socketcall> calls = new ArrayList<>();
    for (int i = 0; i < words.length; i += 2) {
      calls.add(new Socketcall(numbers.getOrDefault(words[i], -1), Integer.parseInt(words[i + 1])));
    }
    return calls;
  }

  int scCode(String name) {
    return codes.getOrDefault(name, 0);
  }
}
