package org.eyas.engine.incident;

import org.eyas.api.process.AttachmentKey;

/**
 * That a process, or the parent from which it inherits this, runs a file which an incident left behind. Immutable.
 *
 * @param file the key of the file
 * @param tree the tree of the process: in another tree, such as that of a service which it started, this says nothing
 */
record RunFile(String file, ServiceTree tree) {
  static final AttachmentKey<RunFile> KEY = new AttachmentKey<>("file that an incident left", RunFile.class);
}
