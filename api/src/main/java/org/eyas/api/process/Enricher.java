package org.eyas.api.process;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Adds information about processes that the kernel does not have: the container, the pod. A bundle offers it as a
 * service.
 *
 * <p>Called on the loop's thread, before the rules see the event, for every new process (found at the start, cloned,
 * executed) and whenever the cgroups of a process change. It must not block. It either attaches its values before it
 * returns, or copies the data that it needs, passes the work to a thread of its own, and attaches the values later
 * through the same {@code Attachments}.
 *
 * <p>While it looks a value up, its field readers should answer {@link org.eyas.api.field.Presence#PENDING}, so that
 * alerts wait for the value. So that they recognize a pending value, the enricher can attach one that means "pending"
 * before it returns. It must then soon attach an answer to the same {@code Attachments}, even if nothing was found:
 * alerts wait only for a bounded time. A child starts with the attachments of its parent, pending ones too, and needs
 * an answer of its own.
 *
 * <p>When rules are tried on recent events, another thread calls the enricher at the same time, for processes of
 * another table that may have the same ids. State that the enricher keeps between calls must therefore be thread-safe.
 */
@ConsumerType
public interface Enricher {
  /**
   * Examines one process.
   *
   * @param process a view that may only be read during this call
   * @param out where to put the values, now or later
   */
  void onProcess(ProcessInfo process, Attachments out);

  /**
   * Reports the asynchronous events since the last call, such as a container that became known. Rules see them like other events.
   * Called on the loop's thread after every batch of system calls of this machine, and never for a capture file. The call must not
   * block, and must return at once if there are no events. The default is for an enricher without events of its own.
   */
  default void reportEvents(AsyncEventSink into) {}
}
