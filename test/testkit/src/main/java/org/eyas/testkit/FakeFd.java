package org.eyas.testkit;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.process.FdInfo;
import org.eyas.api.process.FdType;

/** A file descriptor that a test builds from values. */
public final class FakeFd implements FdInfo {
  public boolean known = true;
  public long number;
  public FdType type;
  public Text name;
  public Text nameRaw;
  public long openFlags;
  public long dev;
  public long inode;
  public boolean upperLayer;
  public boolean lowerLayer;
  public L4Protocol l4Protocol = L4Protocol.NONE;
  public boolean roleServer;
  public boolean roleClient;
  public boolean connected;
  public Bytes clientAddress = Text.ABSENT;
  public Bytes serverAddress = Text.ABSENT;
  public int clientPort;
  public int serverPort;
  public boolean nameChanged;
  public long pidfdPid = -1;
  public long pair;

  private FakeFd(long number, FdType type, String name) {
    this.number = number;
    this.type = type;
    this.name = Text.of(name);
    nameRaw = this.name;
  }

  public static FakeFd of(long number, FdType type, String name) {
    return new FakeFd(number, type, name);
  }

  /** A descriptor that is not in the table. */
  public static FakeFd unknown(long number) {
    FakeFd fd = new FakeFd(number, FdType.UNKNOWN, "");
    fd.known = false;
    return fd;
  }

  /** The client's end of a TCP connection. Addresses are texts, such as 127.0.0.1. */
  public static FakeFd tcp(long number, String client, int clientPort, String server, int serverPort) {
    boolean v6 = client.contains(":");
    FakeFd fd = new FakeFd(number, v6 ? FdType.IPV6 : FdType.IPV4,
        client + ":" + clientPort + "->" + server + ":" + serverPort);
    fd.clientAddress = address(client);
    fd.serverAddress = address(server);
    fd.clientPort = clientPort;
    fd.serverPort = serverPort;
    fd.l4Protocol = L4Protocol.TCP;
    fd.roleClient = true;
    fd.connected = true;
    return fd;
  }

  /** The bytes of an address in network byte order. */
  public static Text address(String text) {
    try {
      return Text.copyOf(InetAddress.getByName(text).getAddress());
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("not an address: " + text, e);
    }
  }

  @Override
  public boolean known() {
    return known;
  }

  @Override
  public long number() {
    return number;
  }

  @Override
  public FdType type() {
    return type;
  }

  @Override
  public Bytes name() {
    return name;
  }

  @Override
  public Bytes nameRaw() {
    return nameRaw;
  }

  @Override
  public long openFlags() {
    return openFlags;
  }

  @Override
  public long dev() {
    return dev;
  }

  @Override
  public long inode() {
    return inode;
  }

  @Override
  public boolean upperLayer() {
    return upperLayer;
  }

  @Override
  public boolean lowerLayer() {
    return lowerLayer;
  }

  @Override
  public L4Protocol l4Protocol() {
    return l4Protocol;
  }

  @Override
  public boolean roleServer() {
    return roleServer;
  }

  @Override
  public boolean roleClient() {
    return roleClient;
  }

  @Override
  public boolean connected() {
    return connected;
  }

  @Override
  public Bytes clientAddress() {
    return clientAddress;
  }

  @Override
  public Bytes serverAddress() {
    return serverAddress;
  }

  @Override
  public int clientPort() {
    return clientPort;
  }

  @Override
  public int serverPort() {
    return serverPort;
  }

  @Override
  public boolean nameChanged() {
    return nameChanged;
  }

  @Override
  public long pair() {
    return pair;
  }

  @Override
  public long pidfdPid() {
    return pidfdPid;
  }
}
