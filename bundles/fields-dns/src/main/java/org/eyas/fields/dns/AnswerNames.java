package org.eyas.fields.dns;

import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.ByteView;
import org.eyas.api.data.Bytes;
import org.eyas.api.event.Event;
import org.eyas.api.process.ProcessInfo;
import org.eyas.dns.RecordAddresses;
import org.eyas.dns.RecordText;
import org.eyas.dns.RecordWalk;
import org.jspecify.annotations.Nullable;

/**
 * Notes the names that answers give to addresses, for the process that received the answer and for its place: its cgroup, which is a
 * container or a service. Used by one thread.
 *
 * <p>An address gets the name of the question if the records lead from the question to the address, in their order: through aliases
 * (CNAME) whose owner is the name before. A record about any other name gives no address a name, so an answer cannot speak for names
 * that nobody asked for.
 */
final class AnswerNames {
  private static final int NO_ERROR = 0;
  private static final int MOST_ALIASES = 8;
  private static final long OF_PROCESS = 0x5bd1_e995_9d1b_54a5L; // sets processes apart from places
  private static final long NOBODY = 0;
  private static final long MIX = 0x9e37_79b9_7f4a_7c15L;

  private final AskerTable askers;
  private final NamedAddresses names = new NamedAddresses();
  private final AddressBits address = new AddressBits();
  private final AddressBits server = new AddressBits();
  private final ByteBuilder text = new ByteBuilder(); // the question and its aliases, each after a zero byte
  private final ByteBuilder owner = new ByteBuilder();
  private final ByteView last = new ByteView();
  private final RecordAddresses.Receiver each = this::add;
  private @Nullable AskingProcess asker;
  private long process;
  private long place;
  private long nanos;
  private long seconds;
  private int question;

  AnswerNames(AskerTable askers) {
    this.askers = askers;
  }

  /** Notes the names in the message of a new event. */
  void note(Event event, EventMessage message) {
    if (!message.isOfClient() || !event.process().known()) {
      return;
    }
    boolean answers = message.message().isResponse() && message.isIncoming();
    boolean asks = !message.message().isResponse() && !message.isIncoming();
    if (asks) {
      askers.find(event, message.serverAddress()); // its servers are known when the answer comes
    } else if (answers && message.message().responseCode() == NO_ERROR && message.name().isPresent()) {
      noteAnswer(event, message);
    }
  }

  private void noteAnswer(Event event, EventMessage message) {
    asker = message.matches() == 1 ? askers.find(event, message.serverAddress()) : null;
    server.set(message.serverAddress());
    process = process(event.process());
    place = place(event.process());
    nanos = event.timestampNanos();
    text.clear().append(message.name());
    question = text.length();
    int aliases = 0;
    int from = 0;
    RecordWalk records = message.answers();
    while (records.nextAnswer()) {
      records.appendName(owner.clear());
      if (owner.view().contentEquals(text.view().slice(from, text.length(), last))) {
        seconds = records.ttl();
        RecordAddresses.read(records, each);
        int before = text.length();
        if (aliases < MOST_ALIASES && RecordText.appendAlias(records, text.append(0))) {
          from = before + 1;
          aliases++;
        } else {
          text.truncate(before);
        }
      }
    }
  }

  private void add(Bytes data, int from, int to) {
    if (address.set(data, from, to)) {
      names.add(process, address, server, text.view(), question, nanos, seconds, asker);
      if (asker != null && place != NOBODY) {
        names.add(place, address, server, text.view(), question, nanos, seconds, asker);
      }
    }
  }

  NamedAddresses names() {
    return names;
  }

  /** The owner of names for a process. */
  static long process(ProcessInfo process) {
    return (process.pid() * MIX ^ AskerTable.started(process)) * MIX ^ OF_PROCESS | 1;
  }

  /** The owner of names for all processes with the cgroups of a process; 0, which owns none, if they are unknown. */
  static long place(ProcessInfo process) {
    Bytes cgroups = process.place().rawCgroups();
    if (cgroups.isEmpty()) {
      return NOBODY;
    }
    long hash = 0;
    for (int i = 0; i < cgroups.length(); i++) {
      hash = (hash ^ cgroups.at(i)) * MIX;
      hash ^= hash >>> Integer.SIZE;
    }
    return hash | 1;
  }
}
