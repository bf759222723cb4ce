-- Chances to share a trench, the longest stretch first: the index conflict_chance gives them in this order.
select c.works_a, c.works_b, c.overlap_metres as metres,
       a.agency_id as a_agency, a.category as a_category, a.status as a_status, a.occupies as a_period,
       a.road_class as a_class, a.project_id as a_project, a.group_id as a_group, a.lead_id as a_lead,
       b.agency_id as b_agency, b.category as b_category, b.status as b_status, b.occupies as b_period,
       b.road_class as b_class, b.project_id as b_project, b.group_id as b_group, b.lead_id as b_lead
/* chance */
  /* where */
order by c.overlap_metres desc, c.works_a, c.works_b
limit :most
