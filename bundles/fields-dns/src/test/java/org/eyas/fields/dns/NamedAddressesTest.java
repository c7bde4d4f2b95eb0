package org.eyas.fields.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.eyas.api.data.ByteView;
import org.eyas.api.data.Text;
import org.junit.jupiter.api.Test;

class NamedAddressesTest {
  private static final long SECOND = 1_000_000_000L;
  private static final AddressBits SERVER = bits(0x0a00_0002);
  private static final AskingProcess ASKER = asker();

  private final NamedAddresses names = new NamedAddresses();
  private final ByteView view = new ByteView();

  /** A name that the reference knows. */
  private record Known(long owner, int address, String name, boolean trusted, long nanos) {}

  private static AddressBits bits(int address) {
    AddressBits bits = new AddressBits();
    assertTrue(bits.set(Text.copyOf(ByteBuffer.allocate(4).putInt(address).array())));
    return bits;
  }

  private static AskingProcess asker() {
    AskingProcess asker = new AskingProcess(1, 1, "");
    asker.setServers(ResolverAddresses.of("nameserver 10.0.0.2".getBytes(StandardCharsets.UTF_8)));
    return asker;
  }

  private void add(long owner, AddressBits address, String name, long nanos, boolean trusted) {
    names.add(owner, address, SERVER, Text.of(name), name.length(), nanos, 60, trusted ? ASKER : null);
  }

  private List<String> found(long owner, int address, long nanos, boolean trusted) {
    names.find(owner, bits(address), nanos, trusted);
    List<String> all = new ArrayList<>();
    for (int i = 0; i < names.foundCount(); i++) {
      all.add(names.question(i).toString());
    }
    return all;
  }

  @Test
  void randomNamesAreFoundAsInAPlainList() {
    long seed = Long.getLong("eyas.seed", System.nanoTime());
    Random random = new Random(seed);
    List<Known> all = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      Known known = new Known(1 + random.nextInt(5), random.nextInt(300), "n" + random.nextInt(3) + ".example.org",
          random.nextBoolean(), i * SECOND);
      all.removeIf(one -> one.owner == known.owner && one.address == known.address && one.name.equals(known.name)
          && one.trusted == known.trusted);
      all.add(known);
      add(known.owner, bits(known.address), known.name, known.nanos, known.trusted);
      long owner = 1 + random.nextInt(5);
      int address = random.nextInt(300);
      boolean trusted = random.nextBoolean();
      long now = i * SECOND;
      List<String> expected = all.reversed().stream()
          .filter(one -> one.owner == owner && one.address == address && one.trusted == trusted)
          .filter(one -> now <= one.nanos + NamedAddresses.LEAST_NANOS).map(Known::name).toList();
      assertEquals(expected, found(owner, address, now, trusted), () -> "-Deyas.seed=" + seed);
    }
  }

  @Test
  void theOldestNamesMakeRoomAndTheLatestAreFound() {
    String longName = "a".repeat(60) + ".example.org";
    for (int i = 0; i < 3 * NamedAddresses.MOST; i++) {
      add(1, bits(i), i % 2 == 0 ? longName + i : "n" + i, SECOND, true);
    }
    int wrong = 0;
    int known = 0;
    for (int i = 0; i < 3 * NamedAddresses.MOST; i++) {
      List<String> found = found(1, i, SECOND, true);
      known += found.size();
      wrong += found.isEmpty() || found.equals(List.of(i % 2 == 0 ? longName + i : "n" + i)) ? 0 : 1;
    }
    assertEquals(0, wrong);
    assertTrue(known > NamedAddresses.MOST / 2 && known <= NamedAddresses.MOST, "known names: " + known);
    assertEquals(List.of("n" + (3 * NamedAddresses.MOST - 1)), found(1, 3 * NamedAddresses.MOST - 1, SECOND, true));
  }

  @Test
  void aNameThatIsTooLongIsNotKnown() {
    add(1, bits(1), "a".repeat(1_025), SECOND, true);
    assertEquals(List.of(), found(1, 1, SECOND, true));
  }

  /** Prints the figures of docs/how-to/dns.md. */
  @Test
  void aMillionNamesNeedAFixedMemory() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    AddressBits address = new AddressBits();
    byte[] bytes = new byte[4];
    Text[] texts = new Text[1_000];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = Text.of("host-" + i + ".some-service.example.org");
    }
    int times = 1_000_000;
    long empty = threads.getCurrentThreadAllocatedBytes();
    NamedAddresses unused = new NamedAddresses();
    long first = threads.getCurrentThreadAllocatedBytes() - empty;
    assertEquals(0, unused.foundCount());
    fill(address, bytes, texts, NamedAddresses.MOST + 1);
    long before = threads.getCurrentThreadAllocatedBytes();
    long begin = threads.getCurrentThreadCpuTime();
    fill(address, bytes, texts, times);
    long nanos = threads.getCurrentThreadCpuTime() - begin;
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    begin = threads.getCurrentThreadCpuTime();
    long present = 0;
    for (int i = 0; i < times; i++) {
      setAddress(address, bytes, i);
      names.find(1, address, SECOND, true);
      present += names.foundCount();
    }
    long nanosOfFind = threads.getCurrentThreadCpuTime() - begin;
    long size = first * NamedAddresses.MOST / NamedAddresses.FIRST; // all its arrays grow in proportion
    System.out.printf("table of names when full: %,d bytes; 1,000,000 names: %d ns to add, %d ns to find, %,d bytes allocated%n",
        size, nanos / times, nanosOfFind / times, allocated);
    assertTrue(present > 0);
    assertTrue(size < 16_000_000, () -> "the table has " + size + " bytes");
    assertTrue(allocated < 100_000, () -> "1,000,000 names allocate " + allocated + " bytes");
  }

  private void fill(AddressBits address, byte[] bytes, Text[] texts, int times) {
    for (int i = 0; i < times; i++) {
      setAddress(address, bytes, i);
      Text text = texts[i % texts.length];
      names.add(1, address, SERVER, text, text.length(), SECOND, 60, ASKER);
    }
  }

  private void setAddress(AddressBits address, byte[] bytes, int number) {
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (number >> 8 * i);
    }
    address.set(view.wrap(bytes, 0, bytes.length));
  }
}
