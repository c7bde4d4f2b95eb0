package org.eyas.enricher.session;

import java.util.List;
import java.util.stream.Stream;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.process.ProcessInfo;

/**
 * Recognizes job schedulers such as cron and at, which start the jobs of users at chosen times. It recognizes them by
 * file, owner and unit.
 */
final class JobSchedulerPrograms {
  private static final List<Text> FILES = Stream.of("/cron", "/crond", "/atd", "/anacron").map(Text::of).toList();

  private JobSchedulerPrograms() {}

  /** Whether a scheduler of root has made this process for a job, or to go to the background. */
  static boolean hasMade(ProcessInfo process) {
    return isFile(process.program().exepath()) && isRoots(process.parent());
  }

  private static boolean isRoots(ProcessInfo process) {
    return isFile(process.program().exepath())
        && isStartedByRoot(process)
        && SystemProgramCheck.isOnHost(process)
        && !SystemProgramCheck.isOfImage(process.exeFile())
        && !ContainerCgroupId.namesContainer(process.place().rawCgroups())
        && SystemdCgroupUnit.maySchedule(process.place().rawCgroups());
  }

  // The atd of Debian gives up root's rights for as long as it does not need them.
  private static boolean isStartedByRoot(ProcessInfo process) {
    return process.credentials().uid() == AccountIds.ROOT || process.uidBeforeExec() == AccountIds.ROOT;
  }

  private static boolean isFile(Bytes path) {
    for (int i = 0; i < FILES.size(); i++) {
      if (path.endsWith(FILES.get(i))) {
        return SystemProgramCheck.isInSystemDirectory(path);
      }
    }
    return false;
  }
}
