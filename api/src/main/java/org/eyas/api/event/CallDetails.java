package org.eyas.api.event;

import java.util.List;
import org.eyas.api.data.Text;

/**
 * The effects of a successful system call on files, as far as the parameters of its event do not contain them. A driver
 * reports the details with the event; capture files do not contain them. Paths are absolute, as the thread sees them. A
 * path comes from the kernel if the call names the file by a descriptor or made a descriptor; otherwise it comes from
 * the program. Immutable.
 *
 * @param changed paths of files that were written, or at which other files appear
 * @param aliased paths of files for which another name was made
 * @param attributed paths of files that got an attribute
 * @param attributes the names of extended attributes, or of flags
 * @param mountOptions the options of a mount, which may contain paths; empty if there are none
 * @param directory the directory from which relative paths in these options start, without a slash at its end; empty if
 *     it is not known
 */
public record CallDetails(
    List<Text> changed, List<Text> aliased, List<Text> attributed, List<Text> attributes, Text mountOptions, Text directory) {
  /** No details, as for nearly all events. */
  public static final CallDetails NONE = new CallDetails(List.of(), List.of(), List.of(), List.of(), Text.EMPTY, Text.EMPTY);

  public CallDetails {
    changed = List.copyOf(changed);
    aliased = List.copyOf(aliased);
    attributed = List.copyOf(attributed);
    attributes = List.copyOf(attributes);
  }
}
