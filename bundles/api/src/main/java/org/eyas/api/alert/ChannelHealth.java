package org.eyas.api.alert;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** How the output channels are. The engine offers it; may be asked from any thread, at any time. */
@ProviderType
public interface ChannelHealth {
  /** Every channel that is bound, in the order they came. */
  List<ChannelState> channels();
}
