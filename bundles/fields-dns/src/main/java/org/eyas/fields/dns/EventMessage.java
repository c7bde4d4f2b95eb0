package org.eyas.fields.dns;

import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.ByteView;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.field.NumberCell;
import org.eyas.api.field.Presence;
import org.eyas.api.process.Accounts;
import org.eyas.dns.DnsMessage;
import org.eyas.dns.PublicSuffixes;
import org.eyas.dns.RecordWalk;
import org.eyas.dns.StreamMessage;
import org.jspecify.annotations.Nullable;

/**
 * The message in the data of the current event. The fields of one thread share it, so that the bytes are parsed once, however many
 * rules name a field. It copies the bytes; if those of the next event are equal, they are not parsed again.
 *
 * <p>The ports decide whether an event has a message: that of the other end, and if the configuration says so, that of the own end.
 */
final class EventMessage {
  private static final int DNS = 53;
  private static final int MDNS = 5353;
  private static final int LLMNR = 5355;
  private static final Text OF_MDNS = Text.of("mdns");
  private static final Text OF_LLMNR = Text.of("llmnr");
  private static final Text OF_TCP = Text.of("tcp");
  private static final Text OF_UDP = Text.of("udp");

  private final boolean serverSide;
  private final DataParameters.Table parameters = new DataParameters.Table();
  private final AddressBits server = new AddressBits();
  private final SocketEnds ends = new SocketEnds();
  private final DnsMessage message = new DnsMessage();
  private final RecordWalk walk = new RecordWalk();
  private final ByteBuilder name = new ByteBuilder();
  private final ByteView bytes = new ByteView();
  private byte[] copy = new byte[1_500];
  private long total = -1;
  private final AskerTable askers;
  private @Nullable Accounts machine;
  private @Nullable AnswerMatcher matcher;
  private @Nullable AnswerNames names;
  private @Nullable ConnectionNames connections;
  private boolean stream;
  private boolean incoming;
  private boolean present;
  private boolean named;

  /**
   * @param serverSide whether the messages of servers on this machine count, too
   * @param reads reads the servers that processes are configured to ask
   */
  EventMessage(boolean serverSide, ResolverThread reads) {
    this.serverSide = serverSide;
    askers = new AskerTable(reads);
  }

  /**
   * Moves to the message of an event. Returns whether there is one.
   *
   * @param matching whether a rule needs the queries of answers
   * @param naming whether a rule needs the names of connections; then {@code matching} is true, too
   */
  boolean read(Event event, boolean matching, boolean naming) {
    beginRun(event);
    DataParameters params = parameters.in(event);
    if (params == null || !ends.find(event, params) || !isOfDns()) {
      return false;
    }
    Bytes data = event.bytes(params.data());
    long moved = Math.max(event.number(0), data.length());
    if (moved != total || stream != ends.isStream() || !data.contentEquals(bytes)) {
      parse(data, moved);
    }
    incoming = params.incoming();
    if (matching && present && matcher().follow(event, this) && naming) {
      names().note(event, this);
    }
    return present;
  }

  // A test of rules replays one capture after another in the same thread. Each loop has its own accounts, also for events that it held.
  private void beginRun(Event event) {
    Accounts accounts = event.accounts();
    if (accounts != machine) {
      machine = accounts;
      matcher = null;
      names = null;
      connections = null;
    }
  }

  private AnswerMatcher matcher() {
    AnswerMatcher existing = matcher;
    if (existing == null) {
      existing = new AnswerMatcher();
      matcher = existing;
    }
    return existing;
  }

  private AnswerNames names() {
    AnswerNames existing = names;
    if (existing == null) {
      existing = new AnswerNames(askers);
      names = existing;
    }
    return existing;
  }

  /** The names of an event's connection, by the answers that this thread has read. */
  ConnectionNames connections(Event event) {
    beginRun(event);
    ConnectionNames existing = connections;
    if (existing == null) {
      existing = new ConnectionNames(names().names());
      connections = existing;
    }
    return existing;
  }

  private boolean isOfDns() {
    return isDnsPort(ends.remotePort()) || serverSide && isDnsPort(ends.localPort());
  }

  private static boolean isDnsPort(int port) {
    return port == DNS || port == MDNS || port == LLMNR;
  }

  private void parse(Bytes data, long moved) {
    if (copy.length < data.length()) {
      copy = new byte[2 * data.length()];
    }
    data.copyTo(copy, 0);
    bytes.wrap(copy, 0, data.length());
    total = moved;
    stream = ends.isStream();
    named = false;
    present = stream
        ? StreamMessage.wrap(message, bytes, moved)
        : message.wrap(bytes, 0, bytes.length(), moved > bytes.length());
  }

  DnsMessage message() {
    return message;
  }

  /** Whether the process read the message; otherwise it wrote it. */
  boolean isIncoming() {
    return incoming;
  }

  /** Whether the message came over a TCP connection. */
  boolean isStream() {
    return stream;
  }

  /** Whether the other end is a name server. */
  boolean isOfClient() {
    return ends.remotePort() == DNS;
  }

  /** 1 if the message answers a query, 0 if nobody asked for it, -1 if that is unknown. */
  int matches() {
    return matcher().matches();
  }

  /** The nanoseconds since the query that the message answers; -1 if there is none. */
  long latency() {
    return matcher().latency();
  }

  /** Whether the process of an event is configured to ask the server of the message; pending until that has been read. */
  Presence isConfigured(Event event, NumberCell out) {
    Bytes address = serverAddress();
    if (!isOfClient() || !event.process().known() || !server.set(address)) {
      return Presence.ABSENT;
    }
    ResolverAddresses servers = askers.find(event, address).servers();
    if (servers == null) {
      return Presence.PENDING;
    }
    return servers == ResolverAddresses.UNKNOWN ? Presence.ABSENT
        : out.set(servers.contains(server.high(), server.low()) ? 1 : 0);
  }

  boolean isMalformed() {
    return message.isMalformed(walk);
  }

  /** The answers, from the first on. Valid until the next call. */
  RecordWalk answers() {
    walk.begin(message);
    return walk;
  }

  /** The name of the question; absent if there is none. */
  Bytes name() {
    if (!message.hasQuestion()) {
      return Text.ABSENT;
    }
    if (!named) {
      named = true;
      message.appendQuestion(name.clear());
    }
    return name.view();
  }

  /** The index at which the registered domain begins in the name; -1 if there is none. */
  int registeredFrom(PublicSuffixes suffixes) {
    Bytes text = name();
    return text.isPresent() ? suffixes.registeredFrom(text) : -1;
  }

  Bytes serverAddress() {
    return isDnsPort(ends.remotePort()) ? ends.remoteAddress() : ends.localAddress();
  }

  int serverPort() {
    return isDnsPort(ends.remotePort()) ? ends.remotePort() : ends.localPort();
  }

  Text protocol() {
    return switch (serverPort()) {
      case MDNS -> OF_MDNS;
      case LLMNR -> OF_LLMNR;
      default -> ends.isStream() ? OF_TCP : OF_UDP;
    };
  }
}
