# make_rpm STAGE: the rpm package, of the files of the Debian package. Read by dist/package.

make_rpm() {
  mkdir "$work/rpm"
  rpm_version=${version/-/\~}
  sed -e "s/@VERSION@/$rpm_version/" -e "s:@STAGE@:$1:" "$parts/rpm/eyas.spec" > "$work/rpm/eyas.spec"
  rpmbuild --quiet -bb --define "_topdir $work/rpm" --define "_rpmdir $work/rpm" --define '_buildhost reproducible' \
    --define 'use_source_date_epoch_as_buildtime 1' --define 'clamp_mtime_to_source_date_epoch 1' \
    "$work/rpm/eyas.spec" > "$work/rpm.log" 2>&1 || fail "rpmbuild failed: $(tail -n 3 "$work/rpm.log")"
  mv "$work/rpm/x86_64/eyas-$rpm_version-1.x86_64.rpm" "$packages"
}
