package org.eyas.engine.state.encoding;

import java.util.Arrays;
import java.util.List;
import org.eyas.api.pushdown.Ranges;
import org.eyas.api.pushdown.RawCondition;

/**
 * The conditions under which events change the state, as raw conditions that updaters return. The first parameter of an
 * event is the result of the call.
 */
public final class UpdateConditions {
  /** The call succeeded. */
  public static final RawCondition SUCCESS = new RawCondition.Numbers(0, Ranges.NOT_NEGATIVE);

  /** The open succeeded, and it opened a directory or the table already has a descriptor with its number. */
  public static final RawCondition SUCCESS_OF_KNOWN_OR_DIRECTORY = new RawCondition.AllOf(List.of(SUCCESS,
      new RawCondition.AnyOf(List.of(new RawCondition.KnownDescriptor(0), new RawCondition.OpenedDirectory(0)))));

  private UpdateConditions() {}

  /** The call succeeded, and a parameter is one of these numbers. */
  public static RawCondition success(int param, Integer... numbers) {
    Ranges wanted = Ranges.of(Arrays.stream(numbers).map(Integer::longValue).toList());
    return new RawCondition.AllOf(List.of(SUCCESS, new RawCondition.Numbers(param, wanted)));
  }

  /** The call succeeded, and the descriptor that a parameter names is in the table. */
  public static RawCondition successOfKnown(int param) {
    return new RawCondition.AllOf(List.of(SUCCESS, new RawCondition.KnownDescriptor(param)));
  }

  /** The call succeeded, or failed with this result. */
  public static RawCondition successOr(long failure) {
    return new RawCondition.Numbers(0, Ranges.NOT_NEGATIVE.or(Ranges.of(List.of(failure))));
  }
}
