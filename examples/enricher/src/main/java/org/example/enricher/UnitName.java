package org.example.enricher;

import org.eyas.api.data.Text;
import org.eyas.api.process.AttachmentKey;

/** The systemd unit of a process, which the enricher attaches and the field reads. */
record UnitName(Text name) {
  static final AttachmentKey<UnitName> KEY = new AttachmentKey<>("systemd.unit", UnitName.class);

  /** Finds the innermost service, scope or socket in the path of a cgroup: ssh.service in /system.slice/ssh.service. */
  static Text of(String cgroups) {
    String found = "";
    for (String part : cgroups.split("[/\0]")) {
      if (part.endsWith(".service") || part.endsWith(".scope") || part.endsWith(".socket")) {
        found = part;
      }
    }
    return Text.of(found);
  }
}
