package org.eyas.core.control;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.OutputControl;
import org.eyas.api.control.OutputStatus;
import org.eyas.core.output.AlertOutputs;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The service with operations on outputs, for administrators. */
@Component
public final class OutputControlService implements OutputControl {
  private final AlertOutputs outputs;

  @Activate
  public OutputControlService(@Reference AlertOutputs outputs) {
    this.outputs = outputs;
  }

  @Override
  public List<OutputStatus> outputs() {
    return outputs.dispatcher().outputs();
  }

  @Override
  public void reopen(String output) throws RefusedException {
    if (!outputs.dispatcher().reopen(output)) {
      throw unknown(output);
    }
  }

  @Override
  public void test(String output) throws RefusedException {
    Optional<Boolean> taken = outputs.dispatcher().test(output);
    if (taken.isEmpty()) {
      throw unknown(output);
    }
    if (!taken.get()) {
      throw new RefusedException("the queue of output '" + output + "' is full");
    }
  }

  private RefusedException unknown(String output) {
    String names =
        outputs().stream().map(status -> status.channel().name()).collect(Collectors.joining(", "));
    return new RefusedException(
        "there is no output '" + output + "'; " + (names.isEmpty() ? "there are no outputs" : "outputs: " + names));
  }
}
