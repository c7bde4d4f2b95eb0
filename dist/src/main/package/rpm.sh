# make_rpms STAGE: the rpm packages, of the files of the Debian packages. Read by dist/package.

make_rpms() {
  mkdir "$work/rpm"
  rpm_version=${version/-/\~}
  libraries=$(rpm_libraries "$1/eyas/usr/lib/eyas")
  sed -e "s/@VERSION@/$rpm_version/" -e "s:@STAGE@:$1:g" -e "s/@LIBRARIES@/$libraries/" -e "$homepage_edit" \
    -e "s:@LICENSE@:$root/LICENSE:" -e "s/@DATE@/$(date -d "@$SOURCE_DATE_EPOCH" '+%a %b %d %Y')/" \
    "$parts/rpm/eyas.spec" > "$work/rpm/eyas.spec"
  rpmbuild --quiet -bb --target "$machine-linux" --define "_topdir $work/rpm" --define "_rpmdir $work/rpm" \
    --define '_buildhost reproducible' --define 'use_source_date_epoch_as_buildtime 1' \
    --define 'clamp_mtime_to_source_date_epoch 1' \
    "$work/rpm/eyas.spec" > "$work/rpm.log" 2>&1 || fail "rpmbuild failed: $(tail -n 3 "$work/rpm.log")"
  mv "$work/rpm/$machine/eyas-$rpm_version-1.$machine.rpm" "$work/rpm/noarch/eyas-outputs-$rpm_version-1.noarch.rpm" "$packages"
}

# rpm_libraries TREE: the libraries that the run-time needs, separated by commas.
rpm_libraries() {
  printf 'glibc >= %s' "$(least_glibc "$1")"
  other_libraries "$1" | while read -r library; do
    printf ', %s()(64bit)' "${library##*/}"
  done
}
