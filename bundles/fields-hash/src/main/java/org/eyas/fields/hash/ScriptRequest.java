package org.eyas.fields.hash;

import java.io.IOException;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.process.Attachments;
import org.eyas.api.process.ProcessInfo;
import org.jspecify.annotations.Nullable;

/** The script that an interpreter runs. The interpreter may have closed it, so only its path leads to it. */
final class ScriptRequest extends HashRequest {
  /** The arguments that name the script. */
  final Text rawArgs;

  private final long pid;
  private final long parentPid;
  private final Text path;

  /** @param script the path, as it is in the arguments; relative to the current directory */
  ScriptRequest(Attachments attachments, ProcessInfo process, Text rawArgs, String script) {
    super(attachments);
    this.rawArgs = rawArgs;
    pid = process.pid();
    parentPid = process.ids().ptid();
    path = Text.of(script.startsWith("/") ? script : directory(process.place().cwd()) + script);
  }

  private static String directory(Bytes cwd) {
    String text = cwd.toString();
    return text.endsWith("/") ? text : text + "/";
  }

  @Override
  @Nullable
  FoundFile byLink(FileFinder finder) {
    return null;
  }

  @Override
  FoundFile byPath(FileFinder finder) throws IOException, HashFailureException {
    try {
      return finder.path(pid, path);
    } catch (HashFailureException e) {
      if (e.reason != HashFailure.GONE) {
        throw e;
      }
      return finder.path(parentPid, path);
    }
  }
}
