package org.eyas.api.process;

import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The users and groups of one machine or container, for field readers on the loop's thread. Every method returns
 * {@link Text#ABSENT} if the id is unknown, or {@link Text#PENDING} while an enricher reads the accounts.
 */
@ProviderType
public interface Accounts {
  Bytes userName(long uid);

  Bytes homeDirectory(long uid);

  Bytes shell(long uid);

  Bytes groupName(long gid);
}
