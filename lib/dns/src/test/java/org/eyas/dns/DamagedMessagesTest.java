package org.eyas.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Text;
import org.eyas.testkit.DnsMessageBuilder;
import org.junit.jupiter.api.Test;

/**
 * Damaged messages are read as {@link NaiveMessage} reads them, which shares no code with the reader, and nothing fails. The
 * properties {@code eyas.fuzz.dns} and {@code eyas.seed} set the number of messages and the seed.
 */
class DamagedMessagesTest {
  private static final int MESSAGES = Integer.getInteger("eyas.fuzz.dns", 100_000);
  private static final long SEED = Long.getLong("eyas.seed", System.nanoTime());

  private final DnsMessage message = new DnsMessage();
  private final RecordWalk walk = new RecordWalk();

  private static List<byte[]> wholeMessages() {
    byte[] suffix = DnsMessageBuilder.pointer(16);
    DnsMessageBuilder many = DnsMessageBuilder.answer(9, "www.example.com", 255);
    int alias = many.offset() + 12;
    many.answer(5, 60, new byte[] {3, 'c', 'd', 'n', suffix[0], suffix[1]})
        .record(1, DnsMessageBuilder.pointer(alias), 1, 1, 30, new byte[] {(byte) 192, 0, 2, 1})
        .address("2001:db8::1", 7)
        .text("some text", 5)
        .answer(15, 5, new byte[] {0, 10, 2, 'm', 'x', suffix[0], suffix[1]})
        .answer(33, 5, new byte[] {0, 1, 0, 2, 3, 4, suffix[0], suffix[1]})
        .answer(65, 5, HexFormat.of().parseHex("000100" + "00040004c0000201"))
        .record(2, suffix, 2, 1, 9, DnsMessageBuilder.name("ns.example.com"))
        .options(1, true);
    return List.of(
        many.bytes(), DnsMessageBuilder.query(1, "a.very-long.name.of.many.labels.example.co.uk", 28).bytes(),
        DnsMessageBuilder.answer(2, "x.org", 1).address("192.0.2.1", 60).address("192.0.2.2", 60).bytes(),
        DnsMessageBuilder.of(3, 0x8183).question("nx.example", 1).bytes());
  }

  private static byte[] damaged(byte[] whole, Random random) {
    byte[] bytes = whole.clone();
    for (int i = random.nextInt(4); i > 0; i--) {
      int at = random.nextInt(bytes.length);
      bytes[at] = (byte) switch (random.nextInt(6)) {
        case 0 -> 0xc0;
        case 1 -> random.nextInt(64);
        case 2 -> 0;
        case 3 -> bytes[at] ^ 1 << random.nextInt(8);
        case 4 -> 12 + random.nextInt(20); // often the second byte of a pointer
        default -> random.nextInt(256);
      };
    }
    if (random.nextInt(8) == 0 && bytes.length > 20) {
      System.arraycopy(bytes, random.nextInt(bytes.length - 8), bytes, random.nextInt(bytes.length - 8), 8);
    }
    return random.nextInt(3) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
  }

  @Test
  void damagedMessagesAreReadAsASimpleReaderReadsThem() {
    Random random = new Random(SEED);
    List<byte[]> whole = wholeMessages();
    for (int i = 0; i < MESSAGES; i++) {
      byte[] bytes = damaged(whole.get(random.nextInt(whole.size())), random);
      int before = random.nextInt(5);
      byte[] surrounded = new byte[before + bytes.length + 7];
      random.nextBytes(surrounded);
      System.arraycopy(bytes, 0, surrounded, before, bytes.length);
      List<String> read;
      try {
        read = parts(Text.copyOf(surrounded), before, before + bytes.length);
      } catch (RuntimeException e) {
        throw new AssertionError("-Deyas.seed=" + SEED + ": " + HexFormat.of().formatHex(bytes), e);
      }
      int number = i;
      assertEquals(new NaiveMessage(bytes).parts(), read,
          () -> "-Deyas.seed=" + SEED + ", message " + number + ": " + HexFormat.of().formatHex(bytes));
    }
  }

  /** Everything that the reader finds. */
  private List<String> parts(Text bytes, int from, int to) {
    List<String> parts = new ArrayList<>();
    if (!message.wrap(bytes, from, to, false)) {
      return parts;
    }
    ByteBuilder text = new ByteBuilder();
    if (message.hasQuestion()) {
      message.appendQuestion(text);
      parts.add(text.view() + " " + message.questionType() + " " + message.questionClass());
    }
    walk.begin(message);
    while (walk.nextAnswer()) {
      walk.appendName(text.clear());
      parts.add(text.append(' ').appendDecimal(walk.type()).append(' ').appendDecimal(walk.ttl()).view().toString());
      RecordText.append(walk, text.clear());
      parts.add(text.view().toString());
      RecordText.textLength(walk);
      RecordAddresses.read(walk, (data, start, end) -> parts.add("address " + HexFormat.of().formatHex(
          Arrays.copyOfRange(data.toArray(), start, end))));
    }
    message.isMalformed(walk);
    parts.add("code " + message.responseCode());
    StreamMessage.wrap(message, bytes, bytes.length());
    return parts;
  }

  /** A second reader, as plain as possible: it copies, and throws at the first byte that is missing. */
  private static final class NaiveMessage {
    private final byte[] bytes;
    private int at;

    NaiveMessage(byte[] bytes) {
      this.bytes = bytes;
    }

    private static final class NotWhole extends RuntimeException {}

    private int u8() {
      if (at >= bytes.length) {
        throw new NotWhole();
      }
      return bytes[at++] & 255;
    }

    private int u16() {
      return u8() * 256 + u8();
    }

    private long u32() {
      return u16() * 65_536L + u16();
    }

    private byte[] take(int length) {
      if (at + length > bytes.length) {
        throw new NotWhole();
      }
      at += length;
      return Arrays.copyOfRange(bytes, at - length, at);
    }

    private List<byte[]> labels(int limit) {
      List<byte[]> labels = new ArrayList<>();
      int lowest = at;
      int back = -1;
      int size = 1;
      while (true) {
        if (at >= limit) {
          throw new NotWhole();
        }
        int length = u8();
        if (length == 0) {
          break;
        }
        if (length / 64 == 3) {
          if (at >= limit) {
            throw new NotWhole();
          }
          int target = (length - 192) * 256 + u8();
          back = back < 0 ? at : back;
          if (target < 12 || target >= lowest) {
            throw new NotWhole();
          }
          lowest = target;
          at = target;
        } else {
          size += 1 + length;
          if (length > 63 || size > 255 || at + length > limit) {
            throw new NotWhole();
          }
          labels.add(take(length));
        }
      }
      at = back < 0 ? at : back;
      return labels;
    }

    private String name(int limit) {
      List<String> texts = new ArrayList<>();
      for (byte[] label : labels(limit)) {
        StringBuilder text = new StringBuilder();
        for (byte one : label) {
          int octet = one & 255;
          boolean plain = octet > 32 && octet < 127 && octet != '.' && octet != '\\';
          text.append(plain ? "" + (char) octet : String.format("\\%03d", octet));
        }
        texts.add(text.toString().toLowerCase(Locale.ROOT));
      }
      return texts.isEmpty() ? "." : String.join(".", texts);
    }

    List<String> parts() {
      List<String> parts = new ArrayList<>();
      if (bytes.length < 12) {
        return parts;
      }
      at = 2;
      int flags = u16();
      int[] counts = {u16(), u16(), u16(), u16()};
      long code = flags & 15;
      boolean found = false;
      try {
        if (counts[0] > 1) {
          throw new NotWhole();
        }
        if (counts[0] == 1) {
          parts.add(name(bytes.length) + " " + u16() + " " + u16());
        }
        for (int section = 1; section <= 3; section++) {
          for (int i = 0; i < counts[section]; i++) {
            long options = record(section == 1 ? parts : new ArrayList<>());
            if (section == 3 && options >= 0 && !found) {
              found = true;
              code |= (options >> 24) * 16;
            }
          }
        }
      } catch (NotWhole e) {
        // The rest is not believed.
      }
      parts.add("code " + code);
      return parts;
    }

    private long record(List<String> parts) {
      String owner = name(bytes.length);
      int type = u16();
      int recordClass = u16();
      long ttl = u32();
      int length = u16();
      byte[] data = take(length);
      int next = at;
      parts.add(owner + " " + type + " " + (ttl > Integer.MAX_VALUE ? 0 : ttl));
      at = next - length;
      String text = null;
      try {
        text = data(type, data, next);
      } catch (NotWhole e) {
        // Shown as hexadecimal digits.
      }
      String hex = HexFormat.of().formatHex(data);
      parts.add(text != null ? text : "\\# " + length + " " + (length > 64 ? hex.substring(0, 128) + "..." : hex));
      at = next - length;
      addAddresses(type, recordClass, data, next, parts);
      at = next;
      return type == 41 ? ttl : -1;
    }

    private String data(int type, byte[] data, int end) {
      return switch (type) {
        case 1 ->
          data.length == 4 ? (data[0] & 255) + "." + (data[1] & 255) + "." + (data[2] & 255) + "." + (data[3] & 255) : null;
        case 28 -> data.length == 16 ? ipv6(data) : null;
        case 2, 5, 12, 39 -> name(end);
        case 6 -> name(end) + " " + name(end);
        case 15, 64, 65 -> data.length > 2 ? u16() + " " + name(end) : null;
        case 33 -> data.length > 6 ? u16() + " " + u16() + " " + u16() + " " + name(end) : null;
        case 16 -> strings(data);
        default -> null;
      };
    }

    private static String ipv6(byte[] data) {
      List<String> groups = new ArrayList<>();
      for (int i = 0; i < 16; i += 2) {
        groups.add(Integer.toHexString((data[i] & 255) * 256 + (data[i + 1] & 255)));
      }
      String all = String.join(":", groups);
      for (int run = 8; run > 1; run--) {
        for (int from = 0; from + run <= 8; from++) {
          if (groups.subList(from, from + run).stream().allMatch("0"::equals)) {
            return String.join(":", groups.subList(0, from)) + "::" + String.join(":", groups.subList(from + run, 8));
          }
        }
      }
      return all;
    }

    private static String strings(byte[] data) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < data.length;) {
        int length = data[i++] & 255;
        if (i + length > data.length) {
          return null;
        }
        for (char c : new String(data, i, length, StandardCharsets.ISO_8859_1).toCharArray()) {
          text.append(c >= 32 && c < 127 && c != '\\' ? "" + c : String.format("\\%03d", (int) c));
        }
        i += length;
      }
      return text.toString();
    }

    private void addAddresses(int type, int recordClass, byte[] data, int end, List<String> parts) {
      if (recordClass != 1) {
        return;
      }
      if (type == 1 && data.length == 4 || type == 28 && data.length == 16) {
        parts.add("address " + HexFormat.of().formatHex(data));
      }
      if ((type == 64 || type == 65) && data.length > 2) {
        try {
          at += 2;
          labels(end);
          while (end - at >= 4) {
            int key = u16();
            int length = u16();
            byte[] value = at + length > end ? new byte[0] : take(length);
            int size = key == 4 ? 4 : key == 6 ? 16 : Integer.MAX_VALUE;
            for (int i = 0; size <= value.length - i; i += size) {
              parts.add("address " + HexFormat.of().formatHex(Arrays.copyOfRange(value, i, i + size)));
            }
            if (value.length < length) {
              return;
            }
          }
        } catch (NotWhole e) {
          // No hints.
        }
      }
    }
  }
}
