package org.eyas.driver.ebpf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.testkit.EventRecorder;
import org.eyas.testkit.RecordedEvent;
import org.junit.jupiter.api.Test;

/** Messages of the domain name system are copied whole while they are wanted, and nothing else is. */
class MessageLiveTest {
  private static final Set<Integer> CODES = Set.of(7, 9, 31, 35, 49, 51, 53, 55, 117, 119);
  private static final String MARK = HexFormat.of().formatHex("DATA!".getBytes(StandardCharsets.ISO_8859_1));

  // Each message has a letter. The client sends and receives by every call, and its server by sendto and recvfrom.
  private static final String SCRIPT =
      """
      import ctypes, os, socket, tempfile
      libc = ctypes.CDLL(None, use_errno=True)
      class Part(ctypes.Structure):
          _fields_ = [('base', ctypes.c_void_p), ('length', ctypes.c_size_t)]
      class Header(ctypes.Structure):
          _fields_ = [('name', ctypes.c_void_p), ('name_length', ctypes.c_uint32), ('parts', ctypes.POINTER(Part)),
                      ('count', ctypes.c_size_t), ('control', ctypes.c_void_p), ('control_length', ctypes.c_size_t),
                      ('flags', ctypes.c_int), ('done', ctypes.c_uint)]
      def header(data):
          part = Part(ctypes.cast(data, ctypes.c_void_p), len(data))
          return Header(None, 0, ctypes.pointer(part), 1, None, 0, 0, 0)
      def message(letter, size=1000):
          return b'DATA!' + letter + b'.' * (size - 6)
      def pair(family, host, port):
          server = socket.socket(family, socket.SOCK_DGRAM)
          server.bind((host, port))
          client = socket.socket(family, socket.SOCK_DGRAM)
          client.connect((host, port))
          client.settimeout(5); server.settimeout(5)
          return server, client
      def sends(fd, client):
          os.write(fd, message(b'W'))
          os.writev(fd, [message(b'V', 300), b'.' * 700])
          client.send(message(b'S'))
          client.sendmsg([message(b'M', 500), b'.' * 500])
          data = ctypes.create_string_buffer(message(b'N'), 1000)
          one = header(data)
          assert libc.sendmmsg(fd, ctypes.byref(one), 1, 0) == 1
      def receives(client, answer):
          client.setblocking(True)
          fd = client.fileno()
          answer(b'r'); os.read(fd, 2000)
          answer(b'v'); os.readv(fd, [bytearray(400), bytearray(1600)])
          answer(b'f'); client.recv(2000)
          answer(b'm'); client.recvmsg(2000)
          answer(b'n')
          data = ctypes.create_string_buffer(2000)
          one = header(data)
          assert libc.recvmmsg(fd, ctypes.byref(one), 1, 0, None) == 1
      """;

  private static final String ON_PORT =
      """
      server, client = pair(FAMILY, 'HOST', PORT)
      sends(client.fileno(), client)
      for i in range(5):
          _, end = server.recvfrom(2000)
      receives(client, lambda letter: server.sendto(message(letter), end))
      """;

  /** The lengths that events have of each message, as "CODE LETTER LENGTH". */
  private static Set<String> seen(String script, boolean whole, Map<String, String> options) throws Exception {
    EventRecorder events = new EventRecorder();
    try (Capture capture = LiveProbe.open(CODES, options)) {
      capture.changeRequest(new CaptureRequest(CODES, Map.of()).withWholeMessages(whole));
      Process python = new ProcessBuilder("python3", "-I", "-S", "-c", SCRIPT + script).inheritIO().start();
      events.firstTid = python.pid();
      while (python.isAlive()) {
        capture.poll(events, 1024);
      }
      assertEquals(0, python.exitValue());
      LiveProbe.readToNow(capture, events);
    }
    Set<String> lines = new TreeSet<>();
    events.events.forEach(event -> marked(event).forEach(lines::add));
    return lines;
  }

  private static List<String> marked(RecordedEvent event) {
    List<String> lines = new ArrayList<>();
    for (String param : event.params()) {
      if (param.startsWith(MARK)) {
        lines.add(event.code() + " " + (char) Integer.parseInt(param.substring(10, 12), 16) + " " + param.length() / 2);
      }
    }
    return lines;
  }

  private static String onPort(String family, String host, int port) {
    return ON_PORT.replace("FAMILY", "socket." + family).replace("HOST", host).replace("PORT", "" + port);
  }

  // What the client sent and received, and the two calls of the server.
  private static Set<String> lengths(int client, int server) {
    Set<String> lines = new TreeSet<>();
    for (String call : List.of("9 W", "119 V", "31 S", "49 M", "51 N", "7 r", "117 v", "35 f", "53 m", "55 n")) {
      lines.add(call + " " + client);
    }
    for (String letter : List.of("W", "V", "S", "M", "N")) {
      lines.add("35 " + letter + " " + server);
    }
    for (String letter : List.of("r", "v", "f", "m", "n")) {
      lines.add("31 " + letter + " " + server);
    }
    return lines;
  }

  @Test
  void everyCallOfAClientCopiesItsMessagesWhole() throws Exception {
    assertEquals(lengths(1000, 80), seen(onPort("AF_INET", "127.0.0.77", 53), true, Map.of()));
    assertEquals(lengths(1000, 80), seen(onPort("AF_INET6", "::1", 5353), true, Map.of()));
    assertEquals(lengths(1000, 80), seen(onPort("AF_INET", "127.0.0.77", 5355), true, Map.of()));
  }

  @Test
  void withoutSuchARuleNothingIsCopiedWhole() throws Exception {
    assertEquals(lengths(80, 80), seen(onPort("AF_INET", "127.0.0.78", 53), false, Map.of("dns_server_side", "true")));
  }

  @Test
  void dataOfOtherPortsAndFilesIsNotCopiedWhole() throws Exception {
    assertEquals(lengths(80, 80), seen(onPort("AF_INET", "127.0.0.79", 54), true, Map.of("dns_server_side", "true")));
    String others =
        """
        with tempfile.TemporaryFile(buffering=0) as file:
            file.write(message(b'a')); os.pwrite(file.fileno(), message(b'b'), 0); file.seek(0); file.read(2000)
        one, other = socket.socketpair()
        one.send(message(b'u')); other.recv(2000)
        """;
    assertEquals(Set.of("9 a 80", "7 b 80", "31 u 80", "35 u 80"), seen(others, true, Map.of()));
  }

  @Test
  void theAddressOfTheCallCountsIfTheSocketIsNotConnected() throws Exception {
    String apart =
        """
        server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        server.bind(('127.0.0.80', 53))
        client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        client.sendto(message(b'T'), ('127.0.0.80', 53))
        client.sendmsg([message(b'U')], [], 0, ('127.0.0.80', 53))
        for i in range(2):
            _, end = server.recvfrom(2000)
        server.sendto(message(b't'), end)
        client.recvfrom(2000)
        server.sendto(message(b'u'), end)
        client.recvmsg(2000)
        """;
    assertEquals(
        Set.of("31 T 1000", "49 U 1000", "35 T 80", "35 U 80", "31 t 80", "35 t 1000", "31 u 80", "53 u 1000"),
        seen(apart, true, Map.of()));
  }

  @Test
  void messagesOfServersAreCopiedWholeIfTheyHaveFields() throws Exception {
    assertEquals(lengths(1000, 1000),
        seen(onPort("AF_INET", "127.0.0.81", 53), true, Map.of("dns_server_side", "true")));
  }

  @Test
  void aMessageIsCutAfter4096Bytes() throws Exception {
    String large =
        """
        server, client = pair(socket.AF_INET, '127.0.0.82', 53)
        os.write(client.fileno(), message(b'L', 9000))
        """;
    assertEquals(Set.of("9 L 4096"), seen(large, true, Map.of()));
  }
}
