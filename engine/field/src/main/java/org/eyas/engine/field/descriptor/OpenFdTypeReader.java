package org.eyas.engine.field.descriptor;

import org.eyas.api.data.Text;
import org.eyas.api.field.BytesList;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.Presence;
import org.eyas.api.process.FdInfo;
import org.eyas.api.process.ProcessDescriptors;
import org.eyas.api.process.ProcessInfo;
import org.eyas.engine.field.FieldArgument;
import org.jspecify.annotations.Nullable;

/** Collects the types of all descriptors of a process, each once. Used by one thread. */
final class OpenFdTypeReader implements ProcessDescriptors.FdVisitor {
  private BytesList into = new BytesList();

  /** @param argument the number of a descriptor; null for all */
  static FieldReader reader(@Nullable String argument) {
    if (argument == null) {
      OpenFdTypeReader types = new OpenFdTypeReader();
      return (FieldReader.OfManyBytes) (event, out) -> DescriptorFieldRows.concerns(event) ? types.read(event.process(), out)
          : Presence.ABSENT;
    }
    int number = FieldArgument.index(argument, 0);
    return (FieldReader.OfManyBytes) (event, out) -> {
      FdInfo fd = event.process().descriptors().fd(number);
      if (!DescriptorFieldRows.concerns(event) || !fd.known()) {
        return Presence.ABSENT;
      }
      out.add(FdTypeNames.ofType(fd.type()));
      return Presence.PRESENT;
    };
  }

  private Presence read(ProcessInfo process, BytesList out) {
    into = out;
    process.descriptors().forEachFd(this);
    return Presence.PRESENT;
  }

  @Override
  public void onFd(FdInfo fd) {
    Text name = FdTypeNames.ofType(fd.type());
    for (int i = 0; i < into.size(); i++) {
      if (into.get(i).contentEquals(name)) {
        return;
      }
    }
    into.add(name);
  }
}
