package org.eyas.provision;

import org.osgi.framework.Bundle;

/**
 * A bundle that runs because its jar is in the watched folder.
 *
 * @param stamp the stamp of the file when it was installed
 * @param replacing whether it replaced a bundle of the distribution, which is restored when the jar is removed
 */
record DroppedBundle(StagedJar jar, Bundle bundle, String stamp, boolean replacing) {}
