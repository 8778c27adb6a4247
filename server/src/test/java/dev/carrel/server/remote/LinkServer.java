package dev.carrel.server.remote;

import dev.carrel.protocol.RunRequest;
import dev.carrel.server.platform.problem.RefusalException;
import dev.carrel.server.run.Room;
import dev.carrel.server.run.RunConfig;
import dev.carrel.server.run.RunnerLink;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;
import org.springframework.util.FileSystemUtils;

/** The door of runners and nothing else, on a free port of the real HTTP server. */
public final class LinkServer implements AutoCloseable {
    private final Tomcat tomcat;
    private final Path folder;
    private final Conversations conversations;

    private LinkServer(Tomcat tomcat, Path folder, Conversations conversations) {
        this.tomcat = tomcat;
        this.folder = folder;
        this.conversations = conversations;
    }

    private static final class Door extends HttpServlet {
        private static final long serialVersionUID = 1L;
        private final transient RunnerDoor door;

        private Door(RunnerDoor door) {
            this.door = door;
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws IOException, ServletException {
            try {
                door.link(request.getHeader("Authorization"), request.getHeader(RunnerDoor.NAME), request, response);
            } catch (RefusalException e) {
                response.setStatus(e.refusal().type().status());
            }
        }
    }

    public static LinkServer start(RunnerLink link, RunConfig config, String token)
            throws IOException, LifecycleException {
        Path folder = Files.createTempDirectory("carrel-link-");
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(0);
        Context context = tomcat.addContext("", folder.toString());
        context.addServletContainerInitializer(new WsSci(), null);
        Conversations conversations = new Conversations(link, config);
        RunnerDoor door = new RunnerDoor(conversations, new RemoteConfig(Optional.of(token), Optional.empty()));
        Tomcat.addServlet(context, "door", new Door(door)).addMapping(RunnerDoor.PATH);
        tomcat.getConnector();
        tomcat.start();
        return new LinkServer(tomcat, folder, conversations);
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort());
    }

    /** Breaks every connection there is. */
    public void cut() {
        conversations.hangUp();
    }

    /** A request after its way over the wire. */
    public static RunRequest carried(RunRequest request) {
        return Frames.read(Frames.octets(request), RunRequest.class);
    }

    /** What a runner says of its room, as it comes over the wire. */
    public static Room room(String words) {
        return Frames.read(words.getBytes(StandardCharsets.UTF_8), Room.class);
    }

    @Override
    public void close() throws LifecycleException, IOException {
        tomcat.stop();
        tomcat.destroy();
        FileSystemUtils.deleteRecursively(folder);
    }
}
