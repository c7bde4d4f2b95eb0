package org.eyas.provision;

import org.osgi.framework.Bundle;

/**
 * A bundle that runs because its jar lies in the watched folder.
 *
 * @param stamp of the file as it was installed
 * @param replacing whether it took the place of a bundle of the distribution, which comes back when the jar goes
 */
record Dropped(Jar jar, Bundle bundle, String stamp, boolean replacing) {}
