package org.eyas.driver.ebpf.pushdown;

import java.util.List;
import org.eyas.api.pushdown.Ranges;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.api.pushdown.RawCondition.AllOf;
import org.eyas.api.pushdown.RawCondition.Always;
import org.eyas.api.pushdown.RawCondition.AnyOf;
import org.eyas.api.pushdown.RawCondition.KnownDescriptor;
import org.eyas.api.pushdown.RawCondition.Numbers;
import org.eyas.api.pushdown.RawCondition.OpenedDirectory;

/**
 * Conditions that check whether the engine has a descriptor. The probe makes this check separately, before the other
 * checks.
 */
final class DescriptorConditions {
  private DescriptorConditions() {}

  static boolean isIn(RawCondition condition) {
    return switch (condition) {
      case AllOf all -> all.parts().stream().anyMatch(DescriptorConditions::isIn);
      case AnyOf any -> any.parts().stream().anyMatch(DescriptorConditions::isIn);
      case KnownDescriptor _ -> true;
      default -> false;
    };
  }

  /** Whether opens of directories pass, and whether the engine keeps the opens that are delivered. */
  static boolean passDirectories(RawCondition condition) {
    return switch (condition) {
      case AllOf all -> all.parts().stream().anyMatch(DescriptorConditions::passDirectories);
      case AnyOf any -> any.parts().stream().anyMatch(DescriptorConditions::passDirectories);
      case OpenedDirectory _ -> true;
      default -> false;
    };
  }

  /**
   * The rest of a condition for a descriptor that the engine does not have, and that is not a directory if the
   * condition tests for directories.
   */
  static RawCondition withoutDescriptors(RawCondition condition) {
    return switch (condition) {
      case AllOf all -> ConditionWeakener.allOf(all.parts().stream().map(DescriptorConditions::withoutDescriptors).toList());
      case AnyOf any -> ConditionWeakener.anyOf(any.parts().stream().map(DescriptorConditions::withoutDescriptors).toList());
      case KnownDescriptor _ -> Always.FALSE;
      case OpenedDirectory _ -> Always.FALSE;
      default -> condition;
    };
  }

  /**
   * Whether an open succeeded and the engine may have the descriptor.
   *
   * @param directories whether an open of a directory counts too
   */
  static RawCondition successCondition(boolean directories) {
    RawCondition known = new KnownDescriptor(0);
    return new AllOf(List.of(
        new Numbers(0, Ranges.NOT_NEGATIVE), directories ? new AnyOf(List.of(known, new OpenedDirectory(0))) : known));
  }
}
