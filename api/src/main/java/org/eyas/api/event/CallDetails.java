package org.eyas.api.event;

import java.util.List;
import org.eyas.api.data.Text;

/**
 * What a successful call did to files, if its event has no parameters that say so. A driver reports it with the event; captures do not
 * contain it. Paths are absolute in the view of the thread. Where the call names a file by a descriptor, or made a descriptor, they
 * are the kernel's, and otherwise the program's word. Immutable.
 *
 * @param changed paths of files that were written, or at which other files appear
 * @param aliased paths of files for which another name was made
 * @param attributed paths of files that got an attribute
 * @param attributes the names of extended attributes, or of flags
 * @param mountOptions the options of a mount, in which paths can stand; empty if there are none
 * @param directory where relative paths in these options start, without a slash at its end; empty if it is not known
 */
public record CallDetails(
    List<Text> changed, List<Text> aliased, List<Text> attributed, List<Text> attributes, Text mountOptions, Text directory) {
  /** The details of nearly all events: there are none. */
  public static final CallDetails NONE = new CallDetails(List.of(), List.of(), List.of(), List.of(), Text.EMPTY, Text.EMPTY);

  public CallDetails {
    changed = List.copyOf(changed);
    aliased = List.copyOf(aliased);
    attributed = List.copyOf(attributed);
    attributes = List.copyOf(attributes);
  }
}
