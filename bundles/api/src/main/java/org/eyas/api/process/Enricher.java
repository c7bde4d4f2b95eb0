package org.eyas.api.process;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Finds out about a process what the kernel does not know: its container, its pod.
 *
 * <p>Called on the loop's thread for every process that appears (found at start, cloned, executed) and whenever its
 * cgroups change, before the rules see the event. It reads what it needs from the process and either answers at once or
 * hands the work to a thread of its own and answers later through the same {@code Attachments}. It never blocks.
 *
 * <p>When rules are tried on recent events it is called on another thread at the same time, for processes of another table with
 * the same ids: what it remembers between calls it guards.
 */
@ConsumerType
public interface Enricher {
  void onProcess(ProcessInfo process, Attachments out);
}
