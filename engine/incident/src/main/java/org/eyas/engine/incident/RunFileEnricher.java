package org.eyas.engine.incident;

import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Text;
import org.eyas.api.process.Attachments;
import org.eyas.api.process.Enricher;
import org.eyas.api.process.ProcessInfo;
import org.eyas.common.ScriptFinder;
import org.eyas.engine.text.PathResolver;
import org.jspecify.annotations.Nullable;

/**
 * Attaches to each process that runs a file which an incident left behind, as its program or its script, the key of that file. Its
 * children inherit it. So a step joins the incident, whoever started the process, and however long ago its parents ended. Comes after
 * the {@link ProcessTreeEnricher}.
 */
public final class RunFileEnricher implements Enricher {
  private final IncidentTable table;
  private final ScriptFinder scripts = new ScriptFinder();

  /** @param table the incidents, and the files that they left */
  public RunFileEnricher(IncidentTable table) {
    this.table = table;
  }

  @Override
  public void onProcess(ProcessInfo process, Attachments out) {
    LeftFiles left = table.leftFiles();
    if (!left.isEmpty() && process.attachment(ServiceTree.KEY) instanceof ServiceTree tree) {
      String key = keyOfRun(process, left);
      if (key != null) {
        out.put(RunFile.KEY, new RunFile(key, tree));
      }
    }
  }

  private @Nullable String keyOfRun(ProcessInfo process, LeftFiles left) {
    String program = process.program().exepath().toString();
    String key = LeftFiles.fileKey(process, program);
    if (left.contains(key)) {
      return key;
    }
    String script =
        scripts.script(program, process.program().exe().toString(), process.program().rawArgs().toString());
    if (script.isEmpty()) {
      return null;
    }
    ByteBuilder path = new ByteBuilder();
    PathResolver.resolveLong(process.place().cwd(), Text.of(script), path);
    key = LeftFiles.fileKey(process, path.toText().toString());
    return left.contains(key) ? key : null;
  }
}
