package org.eyas.engine.recording;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.process.Accounts;
import org.eyas.api.process.ContainerAccounts;
import org.eyas.api.process.ContainerDescription;
import org.eyas.api.process.Credentials;
import org.eyas.api.process.ProcessInfo;
import org.eyas.engine.decode.EventCursor;
import org.eyas.engine.schema.EventSchema;
import org.eyas.scap.BlockBuilder;
import org.eyas.scap.BlockType;
import org.eyas.scap.EventBlock;
import org.jspecify.annotations.Nullable;

/**
 * Adds the users and groups of processes in containers to a capture that contains these processes, as events that only
 * update the state. A replay has no other source for their names, because it does not ask the machine for accounts of
 * containers. The thread of one loop uses it while it records; a user that the capture has costs no allocation.
 */
final class AccountBlockWriter {
  private static final int USER_ADDED = EventSchema.current().type("USER_ADDED_E").code();
  private static final int GROUP_ADDED = EventSchema.current().type("GROUP_ADDED_E").code();
  private static final int HEADER = 26;
  private static final long NO_THREAD = -1;
  private static final long[] NONE = {};

  /** The text of Falco for a home directory or shell that is not known. */
  private static final Text NOT_AVAILABLE = Text.of("<NA>");

  /** The maximum length of a name or path: Falco has no room for longer ones. */
  private static final int LONGEST = 1_024;

  /**
   * The maximum number of ids that are written, so that a program that changes its user again and again does not make every
   * event slow.
   */
  private static final int MOST_IDS = 1_000;

  /** The bit that distinguishes the id of a group from the id of a user. */
  private static final long GROUP = 1L << Integer.SIZE;

  private final Map<Accounts, long[]> written = new IdentityHashMap<>();
  private final BlockBuilder blocks;
  private @Nullable Accounts newest; // null if the last call of add wrote none

  AccountBlockWriter(BlockBuilder blocks) {
    this.blocks = blocks;
  }

  /** Adds the user and the group of a process in a container, unless this capture has them. */
  void add(ProcessInfo process, EventCursor at) {
    newest = null;
    if (process.attachment(ContainerAccounts.KEY) instanceof Accounts accounts
        && process.attachment(ContainerDescription.KEY) instanceof ContainerDescription container && !container.id().isEmpty()) {
      Credentials ids = process.credentials();
      addUser(accounts, ids, container.id(), at);
      addGroup(accounts, ids.gid(), container.id(), at);
    }
  }

  private void addUser(Accounts accounts, Credentials ids, Bytes container, EventCursor at) {
    Bytes name = accounts.userName(ids.uid());
    if (isToWrite(accounts, ids.uid(), name)) {
      Bytes home = text(accounts.homeDirectory(ids.uid()));
      Bytes shell = text(accounts.shell(ids.uid()));
      begin(at, USER_ADDED, 2, name, home, shell, container);
      blocks.u32(ids.uid()).u32(ids.gid());
      end(name, home, shell, container);
    }
  }

  private void addGroup(Accounts accounts, long gid, Bytes container, EventCursor at) {
    Bytes name = accounts.groupName(gid);
    if (isToWrite(accounts, GROUP | gid, name)) {
      begin(at, GROUP_ADDED, 1, name, container);
      blocks.u32(gid);
      end(name, container);
    }
  }

  private static Bytes text(Bytes value) {
    return value.isPresent() && value.length() <= LONGEST ? value : NOT_AVAILABLE;
  }

  private boolean isToWrite(Accounts accounts, long id, Bytes name) {
    if (!name.isPresent() || name.length() > LONGEST) {
      return false; // the next event asks again, because the accounts may still be read
    }
    long[] ids = written.getOrDefault(accounts, NONE);
    for (long known : ids) {
      if (known == id) {
        return false;
      }
    }
    if (ids.length >= MOST_IDS) {
      return false;
    }
    long[] more = Arrays.copyOf(ids, ids.length + 1);
    more[ids.length] = id;
    written.put(accounts, more);
    newest = accounts;
    return true;
  }

  // The parameters of an event are some ids of 4 bytes, and then texts.
  private void begin(EventCursor at, int type, int ids, Bytes... texts) {
    int params = ids + texts.length;
    int length = HEADER + params * Short.BYTES + ids * Integer.BYTES + Stream.of(texts).mapToInt(text -> text.length() + 1).sum();
    blocks.begin(BlockType.event(false, true)).u16(at.cpu()).u32(EventBlock.STATE_ONLY);
    addNumber(at.timestampNanos());
    addNumber(NO_THREAD);
    blocks.u32(length).u16(type).u32(params);
    for (int i = 0; i < ids; i++) {
      blocks.u16(Integer.BYTES);
    }
    for (Bytes text : texts) {
      blocks.u16(text.length() + 1);
    }
  }

  private void end(Bytes... texts) {
    for (Bytes text : texts) {
      int at = blocks.reserve(text.length());
      text.copyTo(blocks.array(), at);
      blocks.u8(0);
    }
    blocks.end();
  }

  private void addNumber(long number) {
    blocks.u32(number).u32(number >>> Integer.SIZE);
  }

  /**
   * Forgets the accounts that the last call of {@link #add} wrote, because they do not reach the capture: the next event
   * of the container needs them again.
   */
  void forgetLast() {
    if (newest != null) {
      written.remove(newest);
    }
  }

  /** Forgets all accounts. Called before the next capture begins. */
  void clear() {
    written.clear();
    newest = null;
  }
}
