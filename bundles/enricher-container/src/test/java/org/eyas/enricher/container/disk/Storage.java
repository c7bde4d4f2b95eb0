package org.eyas.enricher.container.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.eyas.enricher.container.id.ContainerEngine;
import org.eyas.enricher.container.id.ContainerId;

/** A directory like that of a runtime, for tests: files with the permissions and the owner that a runtime gives them. */
final class Storage {
  static final String ID = "0123456789abcdef".repeat(4);
  static final ContainerId CONTAINER = new ContainerId(ID, ContainerEngine.ANY);

  private final Path root;

  Storage(Path root) {
    this.root = root;
  }

  /** The user that runs the tests, who owns the files. */
  long owner() throws IOException {
    return ((Integer) Files.getAttribute(root, "unix:uid")) & 0xffff_ffffL;
  }

  TrustedFiles files() throws IOException {
    return new TrustedFiles(folder(root), owner());
  }

  TrustedFiles files(String below) throws IOException {
    return new TrustedFiles(folder(root.resolve(below)), owner());
  }

  Path write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    folder(file.getParent());
    Files.writeString(file, text.replace('\'', '"').replace("$ID", ID));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    return file;
  }

  private Path folder(Path folder) throws IOException {
    if (!folder.equals(root)) {
      folder(folder.getParent());
    }
    Files.createDirectories(folder);
    return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** The files of dockerd for a container "/web" of acme/web:1.0 that has started. */
  void docker(String root) throws IOException {
    write(
        root + "/containers/$ID/config.v2.json".replace("$ID", ID),
        """
        {'State':{'Running':true},'ID':'$ID','Name':'/web','Driver':'overlay2','Image':'sha256:77',
         'Config':{'Image':'acme/web:1.0','Labels':{'a':'b'},'Healthcheck':{'Test':['CMD-SHELL','true || false']}},
         'NetworkSettings':{'Networks':{'bridge':{'IPAddress':'172.17.0.2'}}},
         'MountPoints':{'/b':{'Source':'/a','Destination':'/b','RW':false,'Relabel':'ro','Propagation':'rslave'}}}""");
    write(
        root + "/containers/$ID/hostconfig.json".replace("$ID", ID),
        "{'NetworkMode':'bridge','IpcMode':'private','PidMode':'host','Privileged':true}");
    write(
        root + "/image/overlay2/repositories.json",
        "{'Repositories':{'acme/web':{'acme/web:1.0':'sha256:77','acme/web@sha256:99':'sha256:77'}}}");
  }

  /** The files of podman for a container "two" of localhost/bb:1.0. */
  void podman(String root) throws IOException {
    write(
        root + "/overlay-containers/volatile-containers.json",
        "[{'id':'$ID','names':['two'],'image':'c5c8','metadata':'{\\'image-name\\':\\'localhost/bb:1.0\\'}'}]"
            .replace("\\'", "\\\""));
    write(root + "/overlay-images/images.json", "[{'id':'c5c8','digest':'sha256:ca4c'}]");
    write(
        root + "/overlay-containers/$ID/userdata/config.json".replace("$ID", ID),
        """
        {'annotations':{'io.container.manager':'libpod'},
         'linux':{'namespaces':[{'type':'pid'},{'type':'mount'}],'maskedPaths':['/proc/kcore']},
         'process':{'capabilities':{'bounding':['CAP_KILL']}},
         'mounts':[{'destination':'/mnt','type':'bind','source':'/tmp','options':['ro','rprivate','rbind']},
          {'destination':'/etc/hosts','type':'bind','source':'/run/overlay-containers/$ID/userdata/hosts','options':['bind']}]}""");
  }

  /** A bundle of containerd for a container of Kubernetes. */
  void kubernetes(String state) throws IOException {
    write(
        state + "/io.containerd.runtime.v2.task/k8s.io/$ID/config.json".replace("$ID", ID),
        """
        {'annotations':{'io.kubernetes.cri.container-type':'container','io.kubernetes.cri.container-name':'app',
          'io.kubernetes.cri.image-name':'localhost:15000/acme/bb:1.0','io.kubernetes.cri.sandbox-id':'ffeeddccbbaa9988',
          'io.kubernetes.cri.sandbox-name':'shop-1','io.kubernetes.cri.sandbox-namespace':'shop',
          'io.kubernetes.cri.sandbox-uid':'u-1'},
         'linux':{'namespaces':[{'type':'pid'},{'type':'network','path':'/x'},{'type':'ipc'}]},
         'process':{'capabilities':{'bounding':['CAP_KILL']}},'mounts':[]}""");
  }
}
