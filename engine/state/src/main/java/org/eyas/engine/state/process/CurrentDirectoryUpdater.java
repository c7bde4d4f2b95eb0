package org.eyas.engine.state.process;

import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.ByteView;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.engine.state.cache.ProgramTextCache;
import org.eyas.engine.state.encoding.ParamIndexes;
import org.eyas.engine.state.encoding.UpdateConditions;
import org.eyas.engine.text.FalcoVersion;
import org.eyas.engine.text.PathResolver;

/** chdir, fchdir and getcwd: sets the current directory of the process, always with a slash at its end. */
public final class CurrentDirectoryUpdater implements DescriptorUpdater {
  private static final int PATH = ParamIndexes.of("SYSCALL_CHDIR_X", "SYSCALL_GETCWD_X").at("path");

  private final ProgramTextCache texts;
  private final boolean keepsBytes;
  private final boolean byDescriptor;
  private final ByteBuilder resolved = new ByteBuilder(1024);
  private final ByteView found = new ByteView();

  /**
   * @param version decides whether unprintable bytes stay in the paths
   * @param byDescriptor whether the call names the directory by a descriptor, as fchdir does
   */
  public CurrentDirectoryUpdater(ProgramTextCache texts, FalcoVersion version, boolean byDescriptor) {
    this.texts = texts;
    keepsBytes = version.keepsBytes();
    this.byDescriptor = byDescriptor;
  }

  @Override
  public RawCondition needs() {
    return UpdateConditions.SUCCESS;
  }

  @Override
  public void update(LoopEvent event) {
    ThreadState thread = event.thread();
    if (thread == null || event.result() < 0) {
      return;
    }
    if (!byDescriptor) {
      enter(thread, event.text(PATH));
    } else if (event.descriptor() != null) {
      enter(thread, event.descriptor().name());
    }
  }

  /**
   * Sets a directory that a source reports. A path from the state of another engine already ends with a slash; the
   * slash is removed first, because a second one could exceed the length limit.
   */
  void setReported(ThreadState thread, Bytes path) {
    int length = path.length();
    boolean closed = length > 1 && path.at(length - 1) == '/';
    enter(thread, path.slice(0, closed ? length - 1 : length, found));
  }

  private void enter(ThreadState thread, Bytes path) {
    ThreadState leader = thread.leaderOrNull();
    if (leader != null) {
      CurrentDirectory directory = leader.currentDirectory();
      directory.path = withSlash(directory.path, path);
    }
  }

  private Text withSlash(Bytes from, Bytes path) {
    PathResolver.resolve(from, path, keepsBytes, resolved);
    if (resolved.length() == 0 || resolved.at(resolved.length() - 1) != '/') {
      resolved.append('/');
    }
    return texts.internText(resolved.view());
  }
}
