package org.eyas.api.process;

import org.eyas.api.data.Bytes;

/** Users and groups of one machine; every answer is {@link Bytes#ABSENT} where the id is unknown. */
public interface Accounts {
  Bytes userName(long uid);

  Bytes homeDirectory(long uid);

  Bytes shell(long uid);

  Bytes groupName(long gid);
}
