package org.eyas.enricher.container.lookup;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eyas.api.data.Text;
import org.eyas.api.process.Attachments;
import org.eyas.api.process.ContainerDescription;
import org.eyas.enricher.container.account.AwaitedAccounts;
import org.eyas.enricher.container.account.CapturedAccounts;
import org.eyas.enricher.container.id.ContainerId;
import org.eyas.enricher.container.info.ContainerFacts;
import org.eyas.enricher.container.info.ContainerPart;
import org.eyas.enricher.container.info.ContainerSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * One container in the cache: the known facts, and the processes that wait for more facts. While steps of the look-up
 * are open, unknown parts are pending. After the last step, unknown parts are absent.
 *
 * <p>Any thread may call it. The lock is held for the few stores that one process needs.
 */
public final class CachedContainer {
  static final int MOST_WAITING = 10_000;

  private final ContainerId id;
  private final boolean live;
  private final ContainerAnnouncements announcements;
  private final AwaitedAccounts accounts = new AwaitedAccounts();
  private final @Nullable CapturedAccounts captured; // null if the container is of this machine
  private @Nullable ContainerFacts facts; // null when it is settled
  private List<Attachments> waiting = new ArrayList<>();
  private ContainerSnapshot info;
  private int steps;
  private boolean begun;
  private boolean announced;

  /**
   * @param live whether unknown parts are pending; in a capture they are absent until it describes the container
   * @param announcements receives the container when its look-up has ended, and when it is removed
   */
  CachedContainer(ContainerId id, int labelLength, boolean live, ContainerAnnouncements announcements) {
    this.id = id;
    this.live = live;
    this.announcements = announcements;
    captured = live ? null : new CapturedAccounts();
    ContainerFacts known =
        new ContainerFacts(labelLength).set(ContainerPart.ID, id.reported()).set(ContainerPart.FULL_ID, id.value());
    known.owner(live ? id.owner() : ContainerId.NOBODY);
    facts = known;
    info = live ? known.pending() : known.settled();
  }

  public ContainerId id() {
    return id;
  }

  /**
   * The users and groups of the container. The look-up does not include them, because they are read in the container's
   * own files.
   */
  AwaitedAccounts accounts() {
    return accounts;
  }

  /** The users and groups that a capture reports of the container, which is not of this machine. */
  CapturedAccounts captured() {
    return Objects.requireNonNull(captured);
  }

  /**
   * Attaches the facts to a process now, and again whenever there are more facts. If too many processes wait, the parts
   * that are unknown now stay absent for this process.
   */
  public synchronized void attach(Attachments process) {
    ContainerFacts open = facts;
    if (open != null && waiting.size() >= MOST_WAITING) {
      process.put(ContainerDescription.KEY, open.settled());
      return;
    }
    process.put(ContainerDescription.KEY, info);
    if (open != null) {
      waiting.add(process);
    }
  }

  /** Whether the caller has to look the container up. Returns true once, unless the container is settled. */
  synchronized boolean begin() {
    boolean first = live && !begun && facts != null;
    begun = true;
    return first;
  }

  /** Begins a step of the look-up; {@link #endStep} ends it. */
  public synchronized void beginStep() {
    steps++;
  }

  /** Ends a step; after the last one, unknown parts are absent. */
  public void endStep() {
    if (isLastStep()) {
      end();
    }
  }

  private synchronized boolean isLastStep() {
    return --steps == 0;
  }

  /** Adds the facts that a source found. Facts that come after the end of the look-up are ignored. */
  public synchronized void add(ContainerFacts found) {
    if (facts != null) {
      publish(facts.addAll(found).pending());
    }
  }

  /**
   * Sets the description from a capture, in place of an earlier description. The description of a user's container does
   * not replace the description of root's container.
   */
  synchronized void describe(ContainerFacts found) {
    if (info.owner() == ContainerId.ROOT && found.owner() != ContainerId.ROOT) {
      return;
    }
    publish(found.set(ContainerPart.ID, id.reported()).setKnown(ContainerPart.FULL_ID, id.value()).settled());
  }

  /** Ends the look-up even if steps are open. Announces the container, unless nothing but its id is known. */
  void end() {
    ContainerSnapshot known = settle();
    if (known != null) {
      announcements.known(known);
    }
  }

  // The container to announce; null if there is none.
  private synchronized @Nullable ContainerSnapshot settle() {
    if (facts == null) {
      return null;
    }
    publish(facts.setKnown(ContainerPart.TYPE, id.engine().type()).settled());
    facts = null;
    waiting = List.of();
    boolean described = id.engine().hasNameOnly() || has(ContainerPart.NAME) || has(ContainerPart.IMAGE);
    announced = live && described && id.owner() != ContainerId.NOBODY;
    return announced ? info : null;
  }

  /** Announces that the container was removed, if it was announced before. */
  void retire() {
    ContainerSnapshot removed = unannounce();
    if (removed != null) {
      announcements.removed(removed);
    }
  }

  private synchronized @Nullable ContainerSnapshot unannounce() {
    boolean was = announced;
    announced = false;
    return was ? info : null;
  }

  private void publish(ContainerSnapshot next) {
    info = next;
    for (Attachments process : waiting) {
      process.put(ContainerDescription.KEY, next);
    }
  }

  /** Whether nothing more will be found. */
  public synchronized boolean isSettled() {
    return !live || facts == null;
  }

  /** Whether a part is known by now. */
  public synchronized boolean has(ContainerPart part) {
    return info.part(part) != Text.PENDING && info.part(part) != Text.ABSENT;
  }

  /** Whether no part is pending. */
  public synchronized boolean isComplete() {
    return facts == null || info.isComplete();
  }

  /** A part that is known by now; empty if it is not. */
  public synchronized String text(ContainerPart part) {
    return info.part(part).toString();
  }
}
