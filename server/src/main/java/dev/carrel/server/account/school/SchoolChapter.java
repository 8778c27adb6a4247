package dev.carrel.server.account.school;

import dev.carrel.server.platform.description.Chapter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.modulith.NamedInterface;

/** What the description of the API says of classes and pupils. */
@NamedInterface("chapter")
public final class SchoolChapter {
    public static final Chapter CHAPTER = new Chapter(
            "school",
            Map.ofEntries(
                    Map.entry("ClassWish", ClassController.ClassWish.class),
                    Map.entry("ConsentAnew", ClassController.ConsentAnew.class),
                    Map.entry("Opening", ClassController.Opening.class),
                    Map.entry("PupilWish", ClassController.PupilWish.class),
                    Map.entry("PupilPasswordWish", ClassController.PupilPasswordWish.class),
                    Map.entry("SchoolClass", ClassController.ShownClass.class),
                    Map.entry("SchoolClasses", ClassController.ShownClasses.class),
                    Map.entry("WholeClass", ClassController.WholeClass.class),
                    Map.entry("Pupil", ClassController.ShownPupil.class),
                    Map.entry("MadePupil", PupilController.MadePupil.class),
                    Map.entry("MadePupils", ClassController.MadePupils.class),
                    Map.entry("Joining", PupilController.Joining.class),
                    Map.entry("PupilPasswordKind", PupilPassword.Kind.class),
                    Map.entry("Picture", PupilController.Picture.class),
                    Map.entry("Pictures", PupilController.Pictures.class)),
            Set.of(
                    ClassController.ClassWish.class,
                    ClassController.ConsentAnew.class,
                    ClassController.Opening.class,
                    ClassController.PupilWish.class,
                    ClassController.PupilPasswordWish.class,
                    PupilController.Joining.class),
            List.of());

    private SchoolChapter() {}
}
